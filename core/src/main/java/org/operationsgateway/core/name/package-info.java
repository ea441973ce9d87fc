/** The names of operations and of the parents that group them. */
@NullMarked
package org.operationsgateway.core.name;

import org.jspecify.annotations.NullMarked;
