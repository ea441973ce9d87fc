/** Records in meters what the other packages report. */
@NullMarked
package org.operationsgateway.gateway.metrics.recorder;

import org.jspecify.annotations.NullMarked;
