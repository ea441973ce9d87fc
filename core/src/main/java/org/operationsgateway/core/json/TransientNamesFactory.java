package org.operationsgateway.core.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.ByteSourceJsonBootstrapper;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/**
 * A factory of parsers that share no table of field names, because clients choose the names in payloads.
 *
 * <p>By default, the names of all texts are kept in one table, for later parsers: up to 6,000 names, of any length.
 * Here each parser of UTF-8 has a table of its own. Without a table, the library would decode the text before it parses
 * it, and the offsets of tokens would not be those of bytes. Thread-safe.
 */
final class TransientNamesFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    TransientNamesFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext context, IOContext io, byte[] source, int offset, int length) {
        return new ByteSourceJsonBootstrapper(io, source, offset, length)
                .constructParser(
                        context,
                        context.getStreamReadFeatures(_streamReadFeatures),
                        context.getFormatReadFeatures(_formatReadFeatures),
                        ByteQuadsCanonicalizer.createRoot(),
                        _rootCharSymbols,
                        _factoryFeatures);
    }
}
