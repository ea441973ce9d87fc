/** Certificates of clients, as credentials. */
@NullMarked
package org.operationsgateway.gateway.security.certificate;

import org.jspecify.annotations.NullMarked;
