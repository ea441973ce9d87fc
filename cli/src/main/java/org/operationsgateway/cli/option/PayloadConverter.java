package org.operationsgateway.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter for payloads: JSON, {@code @FILE} for its content, or {@code -} for the standard input. */
public final class PayloadConverter implements ITypeConverter<Any> {

    @Override
    public Any convert(String text) {
        try {
            return Any.parse(json(text));
        } catch (MalformedJsonException malformed) {
            throw new TypeConversionException("it must be a JSON object with \"@type\": " + malformed.getMessage());
        } catch (IOException | InvalidPathException unreadable) {
            throw new TypeConversionException("cannot read " + text + ": " + unreadable.getMessage());
        }
    }

    private static String json(String text) throws IOException {
        if (text.equals("-")) {
            return new String(System.in.readAllBytes(), UTF_8);
        }
        return text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
    }
}
