package org.operationsgateway.robustness.stream;

/**
 * An event as a client dispatches it.
 *
 * @param type {@code message} unless the stream says otherwise
 * @param lastEventId the id of this event, or of the last one that had any; empty if none had
 */
public record ServerEvent(String type, String lastEventId, String data) {}
