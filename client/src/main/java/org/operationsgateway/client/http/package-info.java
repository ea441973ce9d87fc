/** HTTP requests with credentials, retries and bounded answers. */
@NullMarked
package org.operationsgateway.client.http;

import org.jspecify.annotations.NullMarked;
