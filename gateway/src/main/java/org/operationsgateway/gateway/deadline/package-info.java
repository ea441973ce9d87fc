/** Ends operations whose lease or deadline has expired, and deletes done operations after their time to live. */
@NullMarked
package org.operationsgateway.gateway.deadline;

import org.jspecify.annotations.NullMarked;
