package org.operationsgateway.core.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.Expression.Restriction;
import org.operationsgateway.core.rpc.Code;

/**
 * A parser of filter arguments, with one method for each type of field.
 *
 * <p>A method fails with the expected type if the argument has another one. Immutable.
 */
final class ArgumentParser {

    private static final Pattern NUMBER_SYNTAX = Pattern.compile("-?[0-9]++([.][0-9]++)?([eE][+-]?[0-9]++)?");
    private static final Pattern CODE_NUMBER_SYNTAX = Pattern.compile("-?[0-9]{1,10}");
    private static final List<Quantity> TIME_QUANTITIES = List.of(Quantity.TIMESTAMP, Quantity.DURATION);
    private static final Instant MIN_TIMESTAMP = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant MAX_TIMESTAMP = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final FilterText filter;

    ArgumentParser(FilterText filter) {
        this.filter = filter;
    }

    /** Rejects a path with more than {@code length} names, because its last field has no fields. */
    void expectEndOfPath(Restriction restriction, int length) {
        List<Word> member = restriction.member();
        if (member.size() > length) {
            throw filter.expected(
                    member.get(length).position(),
                    "nothing after " + member.get(length - 1).text() + ", which has no fields");
        }
    }

    /** Parses a boolean, quoted or not. */
    boolean flag(Word argument) {
        return switch (argument.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw filter.expected(argument.position(), "true or false");
        };
    }

    /** Parses a timestamp, truncated to microseconds as in PostgreSQL. */
    Instant instant(Word argument) {
        BigDecimal seconds = Quantity.TIMESTAMP.read(argument.text());
        Instant instant = seconds == null ? Instant.MIN : instant(seconds);
        if (instant.isBefore(MIN_TIMESTAMP) || instant.isAfter(MAX_TIMESTAMP)) {
            throw filter.expected(argument.position(), "a timestamp, such as 2026-01-31T12:00:00Z");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant instant(BigDecimal seconds) {
        long nanos = seconds.movePointRight(9)
                .remainder(BigDecimal.valueOf(1_000_000_000))
                .longValueExact();
        return Instant.ofEpochSecond(seconds.longValue(), nanos);
    }

    /** Parses the number of a code, or its name if the relation is not an order. */
    int code(Restriction restriction) {
        Word argument = restriction.argument();
        if (CODE_NUMBER_SYNTAX.matcher(argument.text()).matches()) {
            return int32(argument);
        }
        if (restriction.operator().relation().isOrder()) {
            throw filter.expected(argument.position(), "the number of a code");
        }
        for (Code code : Code.values()) {
            if (code.name().equals(argument.text())) {
                return code.number();
            }
        }
        throw filter.expected(argument.position(), "a code, such as 5 or NOT_FOUND");
    }

    private int int32(Word argument) {
        long number = Long.parseLong(argument.text());
        if (number != (int) number) {
            throw filter.expected(argument.position(), "a number of 32 bits");
        }
        return (int) number;
    }

    /** Parses a text, in which asterisks are wildcards unless the relation is an order. */
    TextPattern pattern(Restriction restriction) {
        return restriction.operator().relation().isOrder()
                ? TextPattern.exactly(restriction.argument().text())
                : restriction.argument().pattern();
    }

    /** Parses an operand. The argument determines its type. */
    Operand operand(Restriction restriction) {
        Word argument = restriction.argument();
        Operand.Amount amount = amount(argument);
        if (amount != null) {
            return amount;
        }
        if (!argument.quoted()
                && (argument.text().equals("true") || argument.text().equals("false"))) {
            if (restriction.operator().relation().isOrder()) {
                throw filter.expected(argument.position(), "= or != before true or false, or quotes around it");
            }
            return new Operand.Flag(argument.text().equals("true"));
        }
        return new Operand.Text(pattern(restriction));
    }

    private Operand.@Nullable Amount amount(Word argument) {
        if (!argument.quoted() && NUMBER_SYNTAX.matcher(argument.text()).matches()) {
            return number(argument);
        }
        for (Quantity quantity : TIME_QUANTITIES) {
            BigDecimal amount = quantity.read(argument.text());
            if (amount != null) {
                return new Operand.Amount(quantity, amount);
            }
        }
        return null;
    }

    private Operand.Amount number(Word argument) {
        BigDecimal amount = Quantity.NUMBER.read(argument.text());
        if (amount == null) {
            throw filter.expected(
                    argument.position(),
                    "a number of at most " + Quantity.MAX_LENGTH + " characters, with an exponent up to 1000");
        }
        return new Operand.Amount(Quantity.NUMBER, amount);
    }
}
