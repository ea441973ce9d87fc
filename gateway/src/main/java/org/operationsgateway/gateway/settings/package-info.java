/** Checks the settings of the gateway: their names and their values. */
@NullMarked
package org.operationsgateway.gateway.settings;

import org.jspecify.annotations.NullMarked;
