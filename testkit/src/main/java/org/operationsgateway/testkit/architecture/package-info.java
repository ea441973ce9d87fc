/** The rules of architecture and style that several modules have in common. */
@NullMarked
package org.operationsgateway.testkit.architecture;

import org.jspecify.annotations.NullMarked;
