package org.operationsgateway.core.filter;

import java.util.List;
import org.operationsgateway.core.rpc.StatusException;

/** The tokens of a filter, taken one after the other. */
final class Tokens {

    private final FilterText filter;
    private final List<Token> tokens;
    private int next;

    Tokens(FilterText filter) {
        this.filter = filter;
        this.tokens = Lexer.tokens(filter);
    }

    /** The next one, which stays the next. */
    Token peek() {
        return tokens.get(next);
    }

    /** The next one; never the end, after which there is none. */
    Token take() {
        return tokens.get(next++);
    }

    /** Takes the keyword if it is next, and sees to the white space on both sides of it. */
    boolean takesKeyword(Token.Kind keyword) {
        boolean there = peek().is(keyword);
        if (there) {
            expectSpace();
            take();
            expectSpace();
        }
        return there;
    }

    /** Makes sure that white space comes next, or the end. */
    void expectSpace() {
        if (!peek().spaced() && !peek().is(Token.Kind.END)) {
            throw expected("white space");
        }
    }

    /** The error that something else was expected next. */
    StatusException expected(String what) {
        return expected(peek(), what);
    }

    /** The error that something else was expected where that token is. */
    StatusException expected(Token token, String what) {
        return filter.expected(token.position(), what);
    }
}
