package org.operationsgateway.gateway.api.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The resource that a path of the API identifies: an operation or a collection.
 *
 * <p>The raw path is split into segments before it is unescaped. So an escaped slash in a segment of the parent is no
 * separator, and cannot address an operation of another parent. Some client libraries escape the slashes of an id,
 * double a slash or repeat {@code operations/}; these forms are accepted.
 */
sealed interface ResourcePath permits ResourcePath.Single, ResourcePath.Collection {

    /**
     * The path of an operation, with an optional custom method.
     *
     * @param verb the custom method with the colon, such as {@code :cancel}; empty if there is none
     */
    record Single(OperationName name, String verb) implements ResourcePath {}

    /** The path of a collection. */
    record Collection(Parent parent) implements ResourcePath {}

    /** The version segment, such as {@code v1} or {@code v1beta1}; not part of a name. */
    Pattern VERSION = Pattern.compile("v[0-9][a-z0-9]*");

    /**
     * Parses a path.
     *
     * @param rawPath the path in its escaped form
     * @return the resource; empty if the path does not belong to the API
     * @throws StatusException INVALID_ARGUMENT if it contains an invalid name or parent
     */
    static Optional<ResourcePath> of(String rawPath) {
        List<String> raw = new ArrayList<>(List.of(rawPath.split("/")));
        raw.removeIf(String::isEmpty);
        int collection = raw.indexOf(OperationName.COLLECTION);
        boolean versioned = !raw.isEmpty() && VERSION.matcher(raw.getFirst()).matches();
        if (!versioned || collection < 0) {
            return Optional.empty();
        }
        Parent parent = Parent.of(
                raw.subList(1, collection).stream().map(ResourcePath::decode).toList());
        return Optional.of(ofId(parent, String.join("/", raw.subList(collection + 1, raw.size()))));
    }

    private static ResourcePath ofId(Parent parent, String rawId) {
        int colon = rawId.indexOf(':', rawId.lastIndexOf('/') + 1);
        String verb = colon < 0 ? "" : rawId.substring(colon);
        List<String> id = Arrays.stream(
                        decode(colon < 0 ? rawId : rawId.substring(0, colon)).split("/"))
                .filter(segment -> !segment.isEmpty())
                .dropWhile(OperationName.COLLECTION::equals)
                .toList();
        return id.isEmpty() && colon < 0
                ? new Collection(parent)
                : new Single(new OperationName(parent, String.join("/", id)), verb);
    }

    private static String decode(String raw) {
        try {
            // URLDecoder decodes forms, in which a plus sign is a space.
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StatusException.badRequest(
                    Reason.INVALID_NAME,
                    "name",
                    "The path contains a % without two hexadecimal digits: escape it as %25.");
        }
    }
}
