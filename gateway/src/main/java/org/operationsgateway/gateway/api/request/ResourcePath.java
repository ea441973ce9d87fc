package org.operationsgateway.gateway.api.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * What a path of the API is about: an operation, or a parent's collection of them.
 *
 * <p>Built from the path as it came over the wire, segment by segment: a slash that is escaped inside a parent's segment
 * is not a divider, and never lets one tenant name another's operation. Real clients write some names oddly, so an
 * escaped slash inside an id, a doubled slash and a repeated {@code operations/} are read as what they mean.
 */
sealed interface ResourcePath permits ResourcePath.Single, ResourcePath.Collection {

    /**
     * One operation, and what is to be done with it.
     *
     * @param verb the custom method with its colon, such as {@code :cancel}; empty if there is none
     */
    record Single(OperationName name, String verb) implements ResourcePath {}

    /** The operations of one parent. */
    record Collection(Parent parent) implements ResourcePath {}

    /** {@code v1}, {@code v1beta1}, {@code v3}: which version is no part of a name. */
    Pattern VERSION = Pattern.compile("v[0-9][a-z0-9]*");

    /**
     * Reads a path.
     *
     * @param rawPath with its escapes
     * @return empty if the path isn't one of the API's
     * @throws StatusException INVALID_ARGUMENT if it is, with a name that no operation can have
     */
    static Optional<ResourcePath> of(String rawPath) {
        List<String> raw = new ArrayList<>(List.of(rawPath.split("/")));
        raw.removeIf(String::isEmpty);
        int divider = raw.indexOf(OperationName.COLLECTION);
        boolean versioned = !raw.isEmpty() && VERSION.matcher(raw.getFirst()).matches();
        if (!versioned || divider < 0) {
            return Optional.empty();
        }
        Parent parent = Parent.of(
                raw.subList(1, divider).stream().map(ResourcePath::decode).toList());
        return Optional.of(within(parent, String.join("/", raw.subList(divider + 1, raw.size()))));
    }

    private static ResourcePath within(Parent parent, String rawId) {
        int colon = rawId.indexOf(':', rawId.lastIndexOf('/') + 1);
        String verb = colon < 0 ? "" : rawId.substring(colon);
        List<String> id = new ArrayList<>(
                List.of(decode(colon < 0 ? rawId : rawId.substring(0, colon)).split("/")));
        id.removeIf(String::isEmpty);
        while (!id.isEmpty() && id.getFirst().equals(OperationName.COLLECTION)) {
            id.removeFirst();
        }
        return id.isEmpty() && colon < 0
                ? new Collection(parent)
                : new Single(new OperationName(parent, String.join("/", id)), verb);
    }

    private static String decode(String raw) {
        try {
            // A plus sign stands for itself in a path.
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StatusException.badRequest(
                    Reason.INVALID_NAME, "name", "The path has a % that is not followed by two hexadecimal digits.");
        }
    }
}
