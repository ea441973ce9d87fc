/** The terminal: its size, its colours, and lines that are drawn again. */
@NullMarked
package org.operationsgateway.cli.terminal;

import org.jspecify.annotations.NullMarked;
