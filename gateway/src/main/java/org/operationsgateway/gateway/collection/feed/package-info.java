/** The feed of changes that all collection streams of a replica share. */
@NullMarked
package org.operationsgateway.gateway.collection.feed;

import org.jspecify.annotations.NullMarked;
