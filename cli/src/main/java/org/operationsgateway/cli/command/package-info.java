/** The commands, with their options and exit codes. */
@NullMarked
package org.operationsgateway.cli.command;

import org.jspecify.annotations.NullMarked;
