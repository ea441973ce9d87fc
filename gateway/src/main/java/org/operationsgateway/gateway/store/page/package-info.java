/** Pages of operation lists and of histories, continued by signed page tokens. */
@NullMarked
package org.operationsgateway.gateway.store.page;

import org.jspecify.annotations.NullMarked;
