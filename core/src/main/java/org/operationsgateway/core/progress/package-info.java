/** The standard progress in the metadata of an operation. */
@NullMarked
package org.operationsgateway.core.progress;

import org.jspecify.annotations.NullMarked;
