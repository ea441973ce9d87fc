/** The Operations API over HTTP: the routes, their handlers and the JSON of the responses. */
@NullMarked
package org.operationsgateway.gateway.api;

import org.jspecify.annotations.NullMarked;
