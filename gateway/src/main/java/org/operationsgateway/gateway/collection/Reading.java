package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.store.Cursor;

/** What the feed has for a subscriber that has come to some place. */
sealed interface Reading {

    /** The batch that follows. */
    record Next(Batch batch) implements Reading {}

    /**
     * Nothing: there is no more.
     *
     * @param cursor everything visible at this moment has been told
     */
    record UpToDate(Cursor cursor) implements Reading {}

    /** Nothing: what follows has been dropped, and is to be read from the log. */
    record Gone() implements Reading {}
}
