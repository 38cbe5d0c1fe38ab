package io.ordermig.snapshot.rds;

import io.ordermig.postgres.ServerUrl;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which instance or cluster restore points are taken of.
 *
 * @param identifier the identifier of an instance or of a cluster
 * @param host the host name that the database is reached by, to be compared with the endpoints; empty when it says
 *     nothing, as with a tunnel, an alias or a proxy
 */
public record RdsTarget(String identifier, String host) {

    /** {@code <instance>.<hash>.<region>.rds.amazonaws.com}, {@code <cluster>.cluster-<hash>.…}, {@code .com.cn} in China. */
    private static final Pattern ENDPOINT = Pattern.compile(
            "(?<id>[a-z][a-z0-9-]*)\\.(?<hash>[a-z0-9-]+)\\.(?<region>[a-z0-9-]+)\\.rds\\.amazonaws\\.com(\\.cn)?",
            Pattern.CASE_INSENSITIVE);

    /** Whether a host is an endpoint of RDS. */
    public static boolean isEndpoint(String host) {
        return ENDPOINT.matcher(host).matches();
    }

    /**
     * The target that was named, or else the one whose endpoint the host is.
     *
     * @param named the identifier that was configured; empty for none
     */
    public static Optional<RdsTarget> of(String named, ServerUrl server) {
        Matcher endpoint = ENDPOINT.matcher(server.host());
        // A proxy has a name of its own, and does not say here what it leads to.
        boolean matches = endpoint.matches() && !endpoint.group("hash").startsWith("proxy-");
        if (!named.isEmpty()) {
            return Optional.of(new RdsTarget(named, matches ? server.host() : ""));
        }
        return matches ? Optional.of(new RdsTarget(endpoint.group("id"), server.host())) : Optional.empty();
    }
}
