/** A child process as an operation: its output, its exit code and its termination. */
@NullMarked
package org.operationsgateway.cli.process;

import org.jspecify.annotations.NullMarked;
