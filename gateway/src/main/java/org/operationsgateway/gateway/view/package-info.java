/** The views of operations, in answers and in streams. */
@NullMarked
package org.operationsgateway.gateway.view;

import org.jspecify.annotations.NullMarked;
