package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.store.Cursor;

/**
 * How far the feed has come.
 *
 * @param look how many looks it has been through
 * @param sequence the place of the latest batch
 * @param cursor the moment of the latest look: everything visible then is in that batch or before it
 */
record Position(long look, long sequence, Cursor cursor) {}
