package org.operationsgateway.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A recursive-descent parser of the AIP-160 grammar, with one method for each rule. Not thread-safe.
 *
 * <p>{@code OR} binds tighter than {@code AND}. Terms that only white space separates are a sequence, which binds
 * tighter than {@code AND} and has the same meaning. An argument in parentheses is written out: {@code a=(b OR c)}
 * becomes {@code a=b OR a=c}. Functions are not supported. Limits on depth, terms and the length of what is written out
 * bound the stack and the size of the tree.
 */
final class Parser {

    private final TokenCursor tokens;
    private int depth;
    private int terms;
    private int literals;
    private int writtenOut;
    /** The comparison whose argument is being parsed, in parentheses; null outside. */
    private @Nullable Comparison comparison;

    private Parser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** Parses tokens, at least one before the end. */
    static Expression parse(TokenCursor tokens) {
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
        while (tokens.skipKeyword(Token.Kind.AND)) {
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
        while (tokens.skipKeyword(Token.Kind.OR)) {
            terms.add(term());
        }
        return terms.size() == 1
                ? terms.getFirst()
                : new Expression.Or(terms.getFirst().position(), terms);
    }

    private Expression term() {
        Token first = tokens.peek();
        if (first.is(Token.Kind.NOT)) {
            tokens.consume();
            tokens.expectSpaceOrParenthesis();
            return new Expression.Not(first.position(), simple());
        }
        if (first.is(Token.Kind.MINUS)) {
            tokens.consume();
            if (tokens.peek().spaced()) {
                throw tokens.expected("a term after the minus, without a space");
            }
            return new Expression.Not(first.position(), simple());
        }
        return simple();
    }

    private Expression simple() {
        if (tokens.peek().is(Token.Kind.OPEN)) {
            return composite();
        }
        Comparison outer = comparison;
        if (!tokens.peek().isWord()) {
            throw tokens.expected(outer == null ? "a field, a literal or a parenthesis" : "a value or a parenthesis");
        }
        if (++terms > Filter.MAX_TERMS) {
            throw tokens.expected("at most " + Filter.MAX_TERMS + " comparisons and literals");
        }
        return outer == null ? restriction() : outer.with(argumentInParentheses(outer));
    }

    private Expression composite() {
        if (++depth > Filter.MAX_DEPTH) {
            throw tokens.expected("at most " + Filter.MAX_DEPTH + " parentheses inside each other");
        }
        tokens.consume();
        Expression expression = expression();
        if (!tokens.peek().is(Token.Kind.CLOSE)) {
            throw tokens.expected("a closing parenthesis");
        }
        tokens.consume();
        depth--;
        return expression;
    }

    private Expression restriction() {
        Token first = tokens.peek();
        List<Word> member = member();
        if (tokens.peek().is(Token.Kind.OPERATOR)) {
            Operator operator = Operator.of(tokens.consume().word().text());
            return comparison(new Comparison(member, operator));
        }
        if (++literals > Filter.MAX_LITERALS) {
            throw tokens.expected(first, "at most " + Filter.MAX_LITERALS + " literals without a field");
        }
        String text = member.stream().map(Word::text).collect(Collectors.joining("."));
        return new Expression.Literal(first.position(), text);
    }

    private Expression comparison(Comparison parsed) {
        if (!tokens.peek().is(Token.Kind.OPEN)) {
            return parsed.with(argument());
        }
        terms--; // Each value is a term, instead of the field.
        comparison = parsed;
        Expression written = composite();
        comparison = null;
        return written;
    }

    private Word argumentInParentheses(Comparison outer) {
        writtenOut += outer.length();
        if (writtenOut > Filter.MAX_BYTES) {
            throw tokens.expected("values in parentheses that repeat at most " + Filter.MAX_BYTES + " characters");
        }
        Word argument = argument();
        if (tokens.peek().is(Token.Kind.OPERATOR)) {
            throw tokens.expected("only values in parentheses after an operator, no comparison");
        }
        return argument;
    }

    /** The field and the operator of a comparison. */
    private record Comparison(List<Word> member, Operator operator) {

        Expression.Restriction with(Word argument) {
            return new Expression.Restriction(member, operator, argument);
        }

        int length() {
            return member.stream().mapToInt(word -> word.text().length() + 1).sum();
        }
    }

    private List<Word> member() {
        List<Word> words = new ArrayList<>();
        words.add(tokens.consume().word());
        while (tokens.peek().is(Token.Kind.DOT) && !tokens.peek().spaced()) {
            tokens.consume();
            if (tokens.peek().spaced()
                    || !(tokens.peek().isWord() || tokens.peek().isKeyword())) {
                throw tokens.expected("a name after the dot");
            }
            words.add(tokens.consume().word());
        }
        expectNoCall();
        return words;
    }

    private Word argument() {
        if (!tokens.peek().isWord()) {
            throw tokens.expected("a value, in quotes if it is a word of the language or has special characters");
        }
        Word argument = tokens.consume().word();
        expectNoCall();
        return argument;
    }

    private void expectNoCall() {
        if (tokens.peek().is(Token.Kind.OPEN) && !tokens.peek().spaced()) {
            throw tokens.expected("no parenthesis, because there are no functions");
        }
    }
}
