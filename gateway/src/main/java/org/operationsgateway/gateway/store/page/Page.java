package org.operationsgateway.gateway.store.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. Immutable.
 *
 * @param items in list order; may be empty
 * @param nextPageToken the token that requests the next page; null on the last page
 * @param <T> the type of the items
 * @see <a href="https://google.aip.dev/158">AIP-158</a>
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {}
