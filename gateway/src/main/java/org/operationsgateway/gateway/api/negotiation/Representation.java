package org.operationsgateway.gateway.api.negotiation;

import java.util.List;
import java.util.Locale;

/** The representations of an operation or a collection: the media types that a response can have. */
enum Representation {
    JSON("application", "json"),
    EVENT_STREAM("text", "event-stream"),
    NDJSON("application", "x-ndjson");

    /** The representations in their order of preference. */
    static final List<Representation> ALL = List.of(values());

    private final String type;
    private final String subtype;

    Representation(String type, String subtype) {
        this.type = type;
        this.subtype = subtype;
    }

    /** Returns the specificity with which a media range contains this type; 0 if it does not. */
    int specificity(String rangeType, String rangeSubtype) {
        if (rangeType.equals("*")) {
            return rangeSubtype.equals("*") ? Preference.ANY_TYPE : 0;
        }
        if (!rangeType.toLowerCase(Locale.ROOT).equals(type)) {
            return 0;
        }
        if (rangeSubtype.equals("*")) {
            return Preference.ANY_SUBTYPE;
        }
        return rangeSubtype.toLowerCase(Locale.ROOT).equals(subtype) ? Preference.EXACT : 0;
    }
}
