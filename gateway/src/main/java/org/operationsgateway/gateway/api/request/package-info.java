/** Parsers for requests of the Operations API: paths, query parameters, bodies, etags and media types. */
@NullMarked
package org.operationsgateway.gateway.api.request;

import org.jspecify.annotations.NullMarked;
