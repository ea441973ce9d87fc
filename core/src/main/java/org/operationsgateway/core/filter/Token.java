package org.operationsgateway.core.filter;

/**
 * The smallest part of a filter.
 *
 * @param kind what it is
 * @param spaced whether white space stands before it
 * @param word where it is and what it says
 */
record Token(Kind kind, boolean spaced, Word word) {

    /** What a token can be. */
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

    /** Whether it is a word: of those in the language itself, only after a dot. */
    boolean isWord() {
        return kind == Kind.TEXT || kind == Kind.STRING;
    }

    boolean isKeyword() {
        return kind == Kind.AND || kind == Kind.OR || kind == Kind.NOT;
    }
}
