package org.operationsgateway.gateway.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of metrics in an expression of PromQL, by its tokens: identifiers outside of braces, brackets, strings and
 * lists of labels that are neither functions nor keywords.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying Prometheus</a>
 */
final class PromqlNames {

    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** The keywords before a list of labels in parentheses. */
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private final String expression;
    private int position;

    private PromqlNames(String expression) {
        this.expression = expression;
    }

    static Set<String> of(String expression) {
        PromqlNames tokens = new PromqlNames(expression);
        Set<String> names = new TreeSet<>();
        List<String> all = tokens.tokens();
        for (int i = 0; i < all.size(); i++) {
            String token = all.get(i);
            String next = i + 1 < all.size() ? all.get(i + 1) : "";
            if (BEFORE_LABELS.contains(token)) {
                i = next.equals("(") ? all.subList(i, all.size()).indexOf(")") + i : i;
            } else if (isName(token) && !KEYWORDS.contains(token) && !next.equals("(") && !isFunctionBefore(all, i)) {
                names.add(token);
            }
        }
        return names;
    }

    /** Returns whether an aggregation has its labels before its argument: {@code sum by (a) (b)}. */
    private static boolean isFunctionBefore(List<String> tokens, int i) {
        return i + 1 < tokens.size()
                && BEFORE_LABELS.contains(tokens.get(i + 1))
                && !tokens.get(i + 1).equals("on")
                && !tokens.get(i + 1).startsWith("group")
                && !tokens.get(i + 1).equals("ignoring");
    }

    private static boolean isName(String token) {
        char first = token.charAt(0);
        return Character.isLetter(first) || first == '_' || first == ':';
    }

    private List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        while (position < expression.length()) {
            char next = expression.charAt(position);
            switch (next) {
                case '{' -> skipBraces();
                case '[' -> position = expression.indexOf(']', position) + 1;
                case '"', '\'' -> skipString(next);
                default -> {
                    String token = token();
                    if (!token.isBlank()) {
                        tokens.add(token);
                    }
                }
            }
        }
        return tokens;
    }

    private void skipBraces() {
        while (expression.charAt(position) != '}') {
            char next = expression.charAt(position);
            if (next == '"' || next == '\'') {
                skipString(next);
            } else {
                position++;
            }
        }
        position++;
    }

    private void skipString(char quote) {
        position++;
        while (expression.charAt(position) != quote) {
            position += expression.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
    }

    /** Returns an identifier, a number with its unit, or another character. */
    private String token() {
        int start = position++;
        if (isWordPart(expression.charAt(start))) {
            while (position < expression.length() && isWordPart(expression.charAt(position))) {
                position++;
            }
        }
        return expression.substring(start, position);
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == ':' || character == '.';
    }
}
