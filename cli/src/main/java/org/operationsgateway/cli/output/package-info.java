/** The output of commands: tables, displays that stay live, and JSON. */
@NullMarked
package org.operationsgateway.cli.output;

import org.jspecify.annotations.NullMarked;
