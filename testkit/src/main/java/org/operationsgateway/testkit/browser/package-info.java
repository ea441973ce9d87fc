/** A browser without a window, and servers of the pages that it opens. */
@NullMarked
package org.operationsgateway.testkit.browser;

import org.jspecify.annotations.NullMarked;
