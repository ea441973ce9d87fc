/** The server that a command uses: from options, the environment, or the context file. */
@NullMarked
package org.operationsgateway.cli.context;

import org.jspecify.annotations.NullMarked;
