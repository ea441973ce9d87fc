/** JSON payloads as filters read them: stored texts, parsed on demand to a tree. */
@NullMarked
package org.operationsgateway.core.filter.json;

import org.jspecify.annotations.NullMarked;
