package org.operationsgateway.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Builds the tree of a filter by recursive descent, a method for each rule of AIP-160's grammar.
 *
 * <p>{@code OR} binds tighter than {@code AND}. Terms with only white space between them are a sequence, which binds
 * tighter than {@code AND} and means the same. There are no functions, and no parentheses in arguments.
 */
final class Parser {

    private final Tokens tokens;
    private int depth;
    private int terms;
    private int literals;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The tree of tokens, of which at least one comes before the end. */
    static Expression parse(Tokens tokens) {
        return new Parser(tokens).filter();
    }

    private Expression filter() {
        Expression expression = expression();
        if (!tokens.peek().is(Token.Kind.END)) {
            throw tokens.expected("the end or another term");
        }
        return expression;
    }

    private Expression expression() {
        List<Expression> operands = new ArrayList<>(sequence());
        while (tokens.takesKeyword(Token.Kind.AND)) {
            operands.addAll(sequence());
        }
        return operands.size() == 1
                ? operands.getFirst()
                : new Expression.And(operands.getFirst().position(), operands);
    }

    private List<Expression> sequence() {
        List<Expression> factors = new ArrayList<>();
        factors.add(factor());
        while (startsTerm(tokens.peek())) {
            tokens.expectSpace();
            factors.add(factor());
        }
        return factors;
    }

    private static boolean startsTerm(Token token) {
        return token.isWord() || token.is(Token.Kind.NOT) || token.is(Token.Kind.MINUS) || token.is(Token.Kind.OPEN);
    }

    private Expression factor() {
        List<Expression> terms = new ArrayList<>();
        terms.add(term());
        while (tokens.takesKeyword(Token.Kind.OR)) {
            terms.add(term());
        }
        return terms.size() == 1
                ? terms.getFirst()
                : new Expression.Or(terms.getFirst().position(), terms);
    }

    private Expression term() {
        Token first = tokens.peek();
        if (first.is(Token.Kind.NOT)) {
            tokens.take();
            tokens.expectSpace();
            return new Expression.Not(first.position(), simple());
        }
        if (first.is(Token.Kind.MINUS)) {
            tokens.take();
            if (tokens.peek().spaced()) {
                throw tokens.expected("what the minus negates, without a space");
            }
            return new Expression.Not(first.position(), simple());
        }
        return simple();
    }

    private Expression simple() {
        if (tokens.peek().is(Token.Kind.OPEN)) {
            return composite();
        }
        if (!tokens.peek().isWord()) {
            throw tokens.expected("a field, a literal or a parenthesis");
        }
        if (++terms > Filter.MAX_TERMS) {
            throw tokens.expected("at most " + Filter.MAX_TERMS + " comparisons and literals");
        }
        return restriction();
    }

    private Expression composite() {
        if (++depth > Filter.MAX_DEPTH) {
            throw tokens.expected("at most " + Filter.MAX_DEPTH + " parentheses inside each other");
        }
        tokens.take();
        Expression expression = expression();
        if (!tokens.peek().is(Token.Kind.CLOSE)) {
            throw tokens.expected("a closing parenthesis");
        }
        tokens.take();
        depth--;
        return expression;
    }

    private Expression restriction() {
        Token first = tokens.peek();
        List<Word> member = member();
        if (tokens.peek().is(Token.Kind.OPERATOR)) {
            Operator operator = Operator.of(tokens.take().word().text());
            return new Expression.Restriction(member, operator, argument());
        }
        if (++literals > Filter.MAX_LITERALS) {
            throw tokens.expected(first, "at most " + Filter.MAX_LITERALS + " literals without a field");
        }
        String text = member.stream().map(Word::text).collect(Collectors.joining("."));
        return new Expression.Literal(first.position(), text);
    }

    private List<Word> member() {
        List<Word> words = new ArrayList<>();
        words.add(tokens.take().word());
        while (tokens.peek().is(Token.Kind.DOT) && !tokens.peek().spaced()) {
            tokens.take();
            if (tokens.peek().spaced()
                    || !(tokens.peek().isWord() || tokens.peek().isKeyword())) {
                throw tokens.expected("a name after the dot");
            }
            words.add(tokens.take().word());
        }
        expectNoCall();
        return words;
    }

    private Word argument() {
        if (!tokens.peek().isWord()) {
            throw tokens.expected("a value, in quotes if it is a word of the language or has special characters");
        }
        Word argument = tokens.take().word();
        expectNoCall();
        return argument;
    }

    private void expectNoCall() {
        if (tokens.peek().is(Token.Kind.OPEN) && !tokens.peek().spaced()) {
            throw tokens.expected("no parenthesis, because there are no functions");
        }
    }
}
