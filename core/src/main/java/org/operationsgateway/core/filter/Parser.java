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

    private final FilterText filter;
    private final List<Token> tokens;
    private int next;
    private int depth;
    private int terms;
    private int literals;

    private Parser(FilterText filter, List<Token> tokens) {
        this.filter = filter;
        this.tokens = tokens;
    }

    /** The tree of tokens, of which at least one comes before the end. */
    static Expression parse(FilterText filter, List<Token> tokens) {
        return new Parser(filter, tokens).filter();
    }

    private Expression filter() {
        Expression expression = expression();
        if (!peek().is(Token.Kind.END)) {
            throw expected("the end or another term");
        }
        return expression;
    }

    private Expression expression() {
        List<Expression> operands = new ArrayList<>(sequence());
        while (takesKeyword(Token.Kind.AND)) {
            operands.addAll(sequence());
        }
        return operands.size() == 1
                ? operands.getFirst()
                : new Expression.And(operands.getFirst().position(), operands);
    }

    private List<Expression> sequence() {
        List<Expression> factors = new ArrayList<>();
        factors.add(factor());
        while (startsTerm(peek())) {
            expectSpace();
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
        while (takesKeyword(Token.Kind.OR)) {
            terms.add(term());
        }
        return terms.size() == 1
                ? terms.getFirst()
                : new Expression.Or(terms.getFirst().position(), terms);
    }

    private Expression term() {
        Token first = peek();
        if (first.is(Token.Kind.NOT)) {
            take();
            expectSpace();
            return new Expression.Not(first.position(), simple());
        }
        if (first.is(Token.Kind.MINUS)) {
            take();
            if (peek().spaced()) {
                throw expected("what the minus negates, without a space");
            }
            return new Expression.Not(first.position(), simple());
        }
        return simple();
    }

    private Expression simple() {
        if (peek().is(Token.Kind.OPEN)) {
            return composite();
        }
        if (!peek().isWord()) {
            throw expected("a field, a literal or a parenthesis");
        }
        if (++terms > Filter.MAX_TERMS) {
            throw expected("at most " + Filter.MAX_TERMS + " comparisons and literals");
        }
        return restriction();
    }

    private Expression composite() {
        if (++depth > Filter.MAX_DEPTH) {
            throw expected("at most " + Filter.MAX_DEPTH + " parentheses inside each other");
        }
        take();
        Expression expression = expression();
        if (!peek().is(Token.Kind.CLOSE)) {
            throw expected("a closing parenthesis");
        }
        take();
        depth--;
        return expression;
    }

    private Expression restriction() {
        Token first = peek();
        List<Word> member = member();
        if (peek().is(Token.Kind.OPERATOR)) {
            Operator operator = Operator.at(peek().position(), filter.text()).orElseThrow();
            take();
            return new Expression.Restriction(member, operator, argument());
        }
        if (++literals > Filter.MAX_LITERALS) {
            throw filter.expected(first.position(), "at most " + Filter.MAX_LITERALS + " literals without a field");
        }
        String text = member.stream().map(Word::text).collect(Collectors.joining("."));
        return new Expression.Literal(first.position(), text);
    }

    private List<Word> member() {
        List<Word> words = new ArrayList<>();
        words.add(take().word());
        while (peek().is(Token.Kind.DOT) && !peek().spaced()) {
            take();
            if (peek().spaced() || !(peek().isWord() || peek().isKeyword())) {
                throw expected("a name after the dot");
            }
            words.add(take().word());
        }
        expectNoCall();
        return words;
    }

    private Word argument() {
        if (!peek().isWord()) {
            throw expected("a value, in quotes if it is a word of the language or has special characters");
        }
        Word argument = take().word();
        expectNoCall();
        return argument;
    }

    private void expectNoCall() {
        if (peek().is(Token.Kind.OPEN) && !peek().spaced()) {
            throw expected("no parenthesis, because there are no functions");
        }
    }

    private boolean takesKeyword(Token.Kind keyword) {
        boolean there = peek().is(keyword);
        if (there) {
            expectSpace();
            take();
            expectSpace();
        }
        return there;
    }

    private void expectSpace() {
        if (!peek().spaced() && !peek().is(Token.Kind.END)) {
            throw expected("white space");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private RuntimeException expected(String what) {
        return filter.expected(peek().position(), what);
    }
}
