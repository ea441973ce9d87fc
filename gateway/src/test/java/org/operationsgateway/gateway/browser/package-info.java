/** Tests of the browser module in a headless Chromium. */
@NullMarked
package org.operationsgateway.gateway.browser;

import org.jspecify.annotations.NullMarked;
