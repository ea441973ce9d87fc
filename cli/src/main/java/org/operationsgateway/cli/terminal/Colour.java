package org.operationsgateway.cli.terminal;

/**
 * A colour of text.
 *
 * @see <a href="https://ecma-international.org/publications-and-standards/standards/ecma-48/">ECMA-48, SGR</a>
 */
public enum Colour {
    RED(31),
    GREEN(32),
    YELLOW(33),
    BLUE(34);

    static final String RESET = "\033[0m";

    private final int code;

    Colour(int code) {
        this.code = code;
    }

    String sequence() {
        return "\033[" + code + "m";
    }
}
