package org.operationsgateway.core.filter;

/**
 * A condition on operations, as the author of a request writes it.
 *
 * <p>Immutable. Two filters are equal if their canonical texts are; then they match the same operations.
 *
 * @see <a href="https://google.aip.dev/160">AIP-160</a>
 */
public final class Filter {

    /** How many bytes of UTF-8 a filter has at most. */
    public static final int MAX_BYTES = 4096;

    /** How many parentheses may stand inside each other. */
    public static final int MAX_DEPTH = 32;

    /** How many comparisons and literals a filter has at most: each of them is work for every operation. */
    public static final int MAX_TERMS = 100;

    /** How many literals without a field a filter has at most: each of them has to look everywhere. */
    public static final int MAX_LITERALS = 10;

    /** The filter that every operation matches. */
    public static final Filter ALL = new Filter("", Condition.ALWAYS);

    private final String text;
    private final Condition condition;

    private Filter(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * Reads a filter; a blank one is {@link #ALL}.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT, with the reason INVALID_FILTER and the
     *     number of the character at fault, if it is not one
     */
    public static Filter parse(String text) {
        FilterText filter = new FilterText(text);
        Tokens tokens = new Tokens(filter);
        if (tokens.peek().is(Token.Kind.END)) {
            return ALL;
        }
        Expression expression = Parser.parse(tokens);
        return new Filter(Canonical.text(expression), new Check(filter).condition(expression));
    }

    /** The canonical text: one and the same for all filters that differ only in how they are spaced and quoted. */
    public String text() {
        return text;
    }

    /** What it asks for. */
    public Condition condition() {
        return condition;
    }

    /** Whether the operation is one of those that are asked for. */
    public boolean matches(FilterSubject subject) {
        return new Evaluation(subject).holds(condition);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && text.equals(filter.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
