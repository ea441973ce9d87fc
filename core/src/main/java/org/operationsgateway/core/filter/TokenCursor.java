package org.operationsgateway.core.filter;

import java.util.List;
import org.operationsgateway.core.rpc.StatusException;

/** A forward-only cursor over the tokens of a filter. Not thread-safe. */
final class TokenCursor {

    private final FilterText filter;
    private final List<Token> tokens;
    private int next;

    TokenCursor(FilterText filter) {
        this.filter = filter;
        this.tokens = Lexer.tokens(filter);
    }

    /** Returns the next token, without consuming it. */
    Token peek() {
        return tokens.get(next);
    }

    /** Consumes the next token, which is not the end. */
    Token consume() {
        return tokens.get(next++);
    }

    /**
     * Consumes a keyword and requires white space or a parenthesis on both sides; returns false if the next token is
     * another one.
     */
    boolean skipKeyword(Token.Kind keyword) {
        boolean isNext = peek().is(keyword);
        if (isNext) {
            if (next == 0 || !tokens.get(next - 1).is(Token.Kind.CLOSE)) {
                expectSpace();
            }
            consume();
            expectSpaceOrParenthesis();
        }
        return isNext;
    }

    /** Requires white space, an opening parenthesis or the end. */
    void expectSpaceOrParenthesis() {
        if (!peek().is(Token.Kind.OPEN)) {
            expectSpace();
        }
    }

    /** Requires white space or the end before the next token. */
    void expectSpace() {
        if (!peek().spaced() && !peek().is(Token.Kind.END)) {
            throw expected("white space");
        }
    }

    /** Returns the error that the next token is not as expected. */
    StatusException expected(String expectation) {
        return expected(peek(), expectation);
    }

    /** Returns the error that a token is not as expected. */
    StatusException expected(Token token, String expectation) {
        return filter.expected(token.position(), expectation);
    }
}
