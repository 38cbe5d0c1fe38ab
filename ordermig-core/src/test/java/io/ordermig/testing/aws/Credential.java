package io.ordermig.testing.aws;

import io.ordermig.testing.aws.wire.WireRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the signature of a call says of the caller: the access key, and the region and service it is for.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</a>
 */
record Credential(String accessKeyId, Optional<String> sessionToken, String region, String service) {

    private static final Pattern SCOPE =
            Pattern.compile("AWS4-HMAC-SHA256 .*?Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request.*");

    static Optional<Credential> of(WireRequest request) {
        Matcher scope = SCOPE.matcher(request.header("authorization").orElse(""));
        return scope.matches()
                ? Optional.of(new Credential(
                        scope.group(1), request.header("x-amz-security-token"), scope.group(2), scope.group(3)))
                : Optional.empty();
    }
}
