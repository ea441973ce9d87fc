package org.operationsgateway.cli.output;

import java.util.Locale;

/** The format of the standard output. */
public enum OutputFormat {
    /** Text for persons. */
    TABLE,
    /** The JSON of the API, with one object in each line. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
