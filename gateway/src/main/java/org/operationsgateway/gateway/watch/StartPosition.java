package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.revision.RevisionTag;

/**
 * The position at which a subscriber starts to read a topic. Immutable.
 *
 * @param number the number of the last revision that the client has received
 * @param generation the {@linkplain RevisionRing#generation() generation} that the number belongs to
 * @param unverified the tag that the client has received with the revision, which is compared with that of the log
 *     entry first; null if it needs no comparison
 */
record StartPosition(long number, int generation, @Nullable RevisionTag unverified) {}
