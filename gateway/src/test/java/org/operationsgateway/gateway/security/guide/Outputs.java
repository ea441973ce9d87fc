package org.operationsgateway.gateway.security.guide;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The outputs of commands in one text, without the parts that differ between runs. */
final class Outputs {

    private static final Pattern RETRY = Pattern.compile("(?m)^retry: \\d+$");
    private static final Pattern ID = Pattern.compile("(?m)^id: [0-9a-z]+(-[0-9]+)-[0-9a-z]{5}$");

    private Outputs() {}

    /** Returns the output of each command, by its name in the line before it. */
    static Map<String, String> of(String text, String mark) {
        Map<String, String> outputs = new LinkedHashMap<>();
        Arrays.stream(text.split("(?m)^" + mark)).skip(1).forEach(part -> {
            int end = part.indexOf('\n');
            outputs.put(part.substring(0, end), normalised(part.substring(end)));
        });
        return outputs;
    }

    /** Returns a text without carriage returns, ids, delays, and white space at its ends. */
    static String normalised(String text) {
        String lines = text.replace("\r", "");
        String withoutDelays = RETRY.matcher(lines).replaceAll("retry: MILLIS");
        return ID.matcher(withoutDelays).replaceAll("id: LIFE$1-CHECK").strip();
    }
}
