/** The model of grants: who may do what with the operations of which parents. */
@NullMarked
package org.operationsgateway.gateway.security.grant;

import org.jspecify.annotations.NullMarked;
