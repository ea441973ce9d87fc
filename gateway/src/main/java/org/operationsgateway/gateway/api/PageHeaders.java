package org.operationsgateway.gateway.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * The headers of a static page: the browser executes only the scripts and styles that the page contains, and shows the
 * page in no frame.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
final class PageHeaders {

    private PageHeaders() {}

    /** Returns the headers of a page with inline scripts and styles. */
    static HttpHeaders of(String html) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src " + hashes(html, "script") + "; style-src " + hashes(html, "style")
                        + "; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        return headers;
    }

    /** Returns the hashes of the contents of all elements with a name. */
    private static String hashes(String html, String element) {
        List<String> hashes = new ArrayList<>();
        String start = "<" + element + ">";
        for (int from = html.indexOf(start); from >= 0; from = html.indexOf(start, from + 1)) {
            int begin = from + start.length();
            hashes.add("'sha256-" + hash(html.substring(begin, html.indexOf("</" + element + ">", begin))) + "'");
        }
        return hashes.isEmpty() ? "'none'" : String.join(" ", hashes);
    }

    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform provides SHA-256", e);
        }
    }
}
