package org.operationsgateway.core.filter;

/**
 * A parsed filter for operations. Immutable.
 *
 * <p>Two filters are equal if their canonical texts are equal; then they match the same operations. Limits bound the
 * cost of a filter, because it is evaluated for every operation.
 *
 * @see <a href="https://google.aip.dev/160">AIP-160</a>
 */
public final class Filter {

    /** The limit on the length of a filter, in bytes of UTF-8. */
    public static final int MAX_BYTES = 4096;

    /** The limit on the nesting depth of parentheses. */
    public static final int MAX_DEPTH = 32;

    /** The limit on the number of comparisons and literals. */
    public static final int MAX_TERMS = 100;

    /** The limit on the number of literals without a field, each of which searches all strings of the metadata. */
    public static final int MAX_LITERALS = 10;

    /** The limit on the number of comparisons with {@code :} in a payload, each of which may read a list. */
    public static final int MAX_LIST_TERMS = 20;

    /** The default filter, which matches every operation. */
    public static final Filter ALL = new Filter("", Condition.ALWAYS);

    private final String text;
    private final Condition condition;

    private Filter(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * Parses a filter. A blank text is {@link #ALL}.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT, with the reason INVALID_FILTER and the
     *     number of the invalid character, if the text is not a valid filter or exceeds a limit
     */
    public static Filter parse(String text) {
        FilterText filter = new FilterText(text);
        TokenCursor tokens = new TokenCursor(filter);
        if (tokens.peek().is(Token.Kind.END)) {
            return ALL;
        }
        Expression expression = Parser.parse(tokens);
        return new Filter(CanonicalText.text(expression), new ConditionCompiler(filter).condition(expression));
    }

    /** Returns the canonical text, independent of white space, quotes and redundant parentheses. */
    public String text() {
        return text;
    }

    /** Returns the compiled condition. */
    public Condition condition() {
        return condition;
    }

    /** Returns whether an operation matches, whatever it costs. Thread-safe. */
    public boolean matches(FilterSubject subject) {
        return matches(subject, new FilterBudget(Long.MAX_VALUE));
    }

    /**
     * Returns whether an operation matches. Thread-safe, except for the budget.
     *
     * @throws org.operationsgateway.core.rpc.StatusException RESOURCE_EXHAUSTED, with the reason FILTER_TOO_EXPENSIVE,
     *     if the evaluation exceeds the budget
     */
    public boolean matches(FilterSubject subject, FilterBudget budget) {
        return new ConditionEvaluator(subject, budget).holds(condition);
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
