/** Answers HTTP: the Operations API by JSON, and its errors in one envelope. */
@NullMarked
package org.operationsgateway.gateway.api;

import org.jspecify.annotations.NullMarked;
