/** The options that several commands have: the server, the output, the fields of an operation. */
@NullMarked
package org.operationsgateway.cli.option;

import org.jspecify.annotations.NullMarked;
