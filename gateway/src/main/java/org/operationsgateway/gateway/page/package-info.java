/** The files for browsers: the console, the module for pages, and the description of the API. */
@NullMarked
package org.operationsgateway.gateway.page;

import org.jspecify.annotations.NullMarked;
