package org.operationsgateway.core.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A lexer, which divides a filter into tokens. Not thread-safe.
 *
 * <p>The characters of a word depend on its position. After an operator it is an argument, which may contain dots,
 * colons and a leading minus, as in {@code a=type.example.com/T} or {@code a>2026-01-31T12:00:00Z}. Elsewhere a dot
 * separates names, a colon is an operator, and a leading minus negates. In parentheses after an operator, every word is
 * an argument, and a minus is part of it only before a digit.
 */
final class Lexer {

    private static final String SPACES = " \t\r\n";
    private static final String WORD_DELIMITERS = SPACES + "\"'\\(),<>=!";
    private static final String NAME_DELIMITERS = WORD_DELIMITERS + ".:";

    private final FilterText filter;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private Token.Kind previous = Token.Kind.END;
    private int position;
    /** The number of open parentheses, from the one after an operator; 0 outside. */
    private int argumentDepth;

    private Lexer(FilterText filter) {
        this.filter = filter;
        this.text = filter.text();
    }

    /** Returns the tokens of a filter; the last one is the end. */
    static List<Token> tokens(FilterText filter) {
        return new Lexer(filter).run();
    }

    private List<Token> run() {
        boolean spaced = skipSpaces();
        while (position < text.length()) {
            Token token = next(spaced);
            tokens.add(token);
            previous = token.kind();
            spaced = skipSpaces();
        }
        tokens.add(new Token(Token.Kind.END, spaced, Word.plain(position, "")));
        return tokens;
    }

    private boolean skipSpaces() {
        int start = position;
        while (position < text.length() && SPACES.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position > start;
    }

    private Token next(boolean spaced) {
        return switch (text.charAt(position)) {
            case '(' -> open(spaced);
            case ')' -> close(spaced);
            case ',' -> symbol(Token.Kind.COMMA, spaced, 1);
            case '"', '\'' -> new Token(Token.Kind.STRING, spaced, quoted());
            case '.', '-' -> isArgument() ? argument(spaced) : dotOrMinus(spaced);
            case '<', '>', '=', '!', ':' -> operator(spaced);
            default -> previous == Token.Kind.OPERATOR || argumentDepth > 0 ? argument(spaced) : name(spaced);
        };
    }

    private Token open(boolean spaced) {
        argumentDepth += argumentDepth > 0 || previous == Token.Kind.OPERATOR ? 1 : 0;
        return symbol(Token.Kind.OPEN, spaced, 1);
    }

    private Token close(boolean spaced) {
        argumentDepth -= argumentDepth > 0 ? 1 : 0;
        return symbol(Token.Kind.CLOSE, spaced, 1);
    }

    private boolean isArgument() {
        if (argumentDepth == 0 || previous == Token.Kind.OPERATOR) {
            return previous == Token.Kind.OPERATOR;
        }
        int next = position + 1;
        return text.charAt(position) == '.' || (next < text.length() && Character.isDigit(text.charAt(next)));
    }

    private Token dotOrMinus(boolean spaced) {
        if (text.charAt(position) == '.') {
            return symbol(Token.Kind.DOT, spaced, 1);
        }
        return previous == Token.Kind.DOT ? name(spaced) : symbol(Token.Kind.MINUS, spaced, 1);
    }

    private Token operator(boolean spaced) {
        return Operator.at(position, text)
                .map(operator ->
                        symbol(Token.Kind.OPERATOR, spaced, operator.symbol().length()))
                .orElseThrow(() -> filter.expected(position, "one of = != < <= > >= :"));
    }

    private Token symbol(Token.Kind kind, boolean spaced, int length) {
        Word word = Word.plain(position, text.substring(position, position + length));
        position += length;
        return new Token(kind, spaced, word);
    }

    private Token argument(boolean spaced) {
        int start = position;
        Token argument = word(spaced, WORD_DELIMITERS);
        if (argument.word().text().equals("-")) {
            throw filter.expected(start, "a value after the minus without a space, or quotes around the minus");
        }
        return argument;
    }

    private Token name(boolean spaced) {
        int start = position;
        Token name = word(spaced, NAME_DELIMITERS);
        int bracket = name.word().text().indexOf('[');
        if (bracket >= 0) {
            throw filter.expected(
                    start + bracket, "no index, because : compares the elements of a list, or quotes around a bracket");
        }
        return name;
    }

    private Token word(boolean spaced, String delimiters) {
        int end = position;
        while (end < text.length() && delimiters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end == position) {
            throw filter.expected(position, "quotes around a backslash");
        }
        return symbol(kind(text.substring(position, end)), spaced, end - position);
    }

    private static Token.Kind kind(String word) {
        return switch (word) {
            case "AND" -> Token.Kind.AND;
            case "OR" -> Token.Kind.OR;
            case "NOT" -> Token.Kind.NOT;
            default -> Token.Kind.TEXT;
        };
    }

    private Word quoted() {
        int start = position;
        char quote = text.charAt(position++);
        StringBuilder content = new StringBuilder();
        boolean openStart = false;
        boolean openEnd = false;
        for (char next = inside(start); next != quote; next = inside(start)) {
            openEnd = next == '*';
            openStart |= openEnd && content.isEmpty();
            content.append(next == '\\' ? escaped(start) : next);
        }
        return new Word(start, content.toString(), true, openStart, openEnd);
    }

    private char inside(int start) {
        if (position == text.length()) {
            throw filter.expected(start, "a closing quote");
        }
        return text.charAt(position++);
    }

    private char escaped(int start) {
        char next = inside(start);
        return switch (next) {
            case '\\', '"', '\'', '*' -> next;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw filter.expected(position - 2, "one of the escapes \\\\ \\\" \\' \\* \\n \\r \\t");
        };
    }
}
