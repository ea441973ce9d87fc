package org.operationsgateway.core.filter;

/**
 * A token of a filter. Immutable.
 *
 * @param kind the kind
 * @param spaced whether white space precedes the token
 * @param word the position and the text
 */
record Token(Kind kind, boolean spaced, Word word) {

    /** A kind of token. */
    enum Kind {
        TEXT,
        STRING,
        AND,
        OR,
        NOT,
        MINUS,
        DOT,
        COMMA,
        OPERATOR,
        OPEN,
        CLOSE,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    int position() {
        return word.position();
    }

    /** Returns whether the token is a word other than a keyword. */
    boolean isWord() {
        return kind == Kind.TEXT || kind == Kind.STRING;
    }

    boolean isKeyword() {
        return kind == Kind.AND || kind == Kind.OR || kind == Kind.NOT;
    }
}
