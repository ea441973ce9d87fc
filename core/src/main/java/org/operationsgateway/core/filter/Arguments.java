package org.operationsgateway.core.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.Expression.Restriction;
import org.operationsgateway.core.rpc.Code;

/** Reads arguments as what a field needs, or says what it needs. */
final class Arguments {

    private static final Pattern LOOKS_LIKE_A_NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern NUMBER_OF_A_CODE = Pattern.compile("-?[0-9]{1,9}");
    private static final List<Quantity> MOMENTS = List.of(Quantity.TIMESTAMP, Quantity.DURATION);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final FilterText filter;

    Arguments(FilterText filter) {
        this.filter = filter;
    }

    /** Makes sure that the path to a field ends there. */
    void expectNoMore(Restriction restriction, int length) {
        List<Word> member = restriction.member();
        if (member.size() > length) {
            throw filter.expected(
                    member.get(length).position(),
                    "nothing after " + member.get(length - 1).text() + ", which has no fields");
        }
    }

    /** True or false, in quotes or not. */
    boolean flag(Word argument) {
        return switch (argument.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw filter.expected(argument.position(), "true or false");
        };
    }

    /** A moment, without what a database would not keep of it: less than a microsecond. */
    Instant instant(Word argument) {
        BigDecimal seconds = Quantity.TIMESTAMP.read(argument.text());
        Instant instant = seconds == null ? Instant.MIN : instant(seconds);
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
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

    /** The number of an error's code, which may be called by its name unless it is to be less or greater. */
    int code(Restriction restriction) {
        Word argument = restriction.argument();
        if (NUMBER_OF_A_CODE.matcher(argument.text()).matches()) {
            return Integer.parseInt(argument.text());
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

    /** A text, in which asterisks have their meaning only for equality. */
    TextPattern pattern(Restriction restriction) {
        return restriction.operator().relation().isOrder()
                ? TextPattern.exactly(restriction.argument().text())
                : restriction.argument().pattern();
    }

    /** What is compared with a value of any JSON type. */
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
        if (!argument.quoted() && LOOKS_LIKE_A_NUMBER.matcher(argument.text()).matches()) {
            return number(argument);
        }
        for (Quantity quantity : MOMENTS) {
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
