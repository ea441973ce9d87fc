/** The run from which the JVM learns what to put into its AOT cache. */
@NullMarked
package org.operationsgateway.cli.training;

import org.jspecify.annotations.NullMarked;
