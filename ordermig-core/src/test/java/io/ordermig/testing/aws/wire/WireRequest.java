package io.ordermig.testing.aws.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What came over HTTP, its body already unpacked.
 *
 * @param path the path of the URL
 * @param headers the headers, by their names in lower case
 * @param body the body
 */
public record WireRequest(String path, Map<String, String> headers, byte[] body) {

    /** The value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as text. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
