/** The program: starts the command line, and ends with its exit code. */
@NullMarked
package org.operationsgateway.cli;

import org.jspecify.annotations.NullMarked;
