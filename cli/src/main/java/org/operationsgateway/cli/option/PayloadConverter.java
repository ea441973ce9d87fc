package org.operationsgateway.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter for payloads: JSON, {@code @FILE} for its content, or {@code -} for the standard input. */
public final class PayloadConverter implements ITypeConverter<Any> {

    /** More than a gateway accepts by default. The input may have no end. */
    private static final int MAX_MEBIBYTES = 16;

    private static final int MAX_BYTES = MAX_MEBIBYTES * 1024 * 1024;

    @Override
    public Any convert(String text) {
        try {
            return Any.parse(json(text));
        } catch (MalformedJsonException malformed) {
            throw new TypeConversionException("it must be a JSON object with \"@type\": " + malformed.getMessage());
        } catch (NoSuchFileException | InvalidPathException absent) {
            throw new TypeConversionException("the file " + text.substring(1) + " does not exist");
        } catch (CharacterCodingException malformed) {
            throw new TypeConversionException(source(text) + " is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new TypeConversionException("cannot read " + source(text) + ": " + unreadable.getMessage());
        }
    }

    private static String source(String text) {
        return text.equals("-") ? "the standard input" : "the file " + text.substring(1);
    }

    private static String json(String text) throws IOException {
        if (text.equals("-")) {
            return read(text, System.in);
        }
        if (!text.startsWith("@")) {
            return text;
        }
        try (InputStream file = Files.newInputStream(Path.of(text.substring(1)))) {
            return read(text, file);
        }
    }

    private static String read(String text, InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new TypeConversionException(source(text) + " is larger than " + MAX_MEBIBYTES + " MiB");
        }
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
