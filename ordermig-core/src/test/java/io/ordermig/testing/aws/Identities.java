package io.ordermig.testing.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Who may sign: the access keys that the simulator knows, and whose they are. Signatures themselves are not checked.
 * Thread-safe.
 */
public final class Identities {

    private final Clock clock;
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ThreadLocal<Principal> caller = new ThreadLocal<>();

    /**
     * Who calls.
     *
     * @param arn such as {@code arn:aws:iam::123456789012:user/ordermig}
     * @param userId AWS's id of it
     */
    public record Principal(String arn, String userId) {}

    private record Key(Principal principal, Optional<String> token, Instant expires) {
        Key expiring(Instant at) {
            return new Key(principal, token, at);
        }
    }

    Identities(Clock clock) {
        this.clock = clock;
    }

    /** A new access key of an IAM user. */
    public AwsBasicCredentials user(String name) {
        int number = numbers.incrementAndGet();
        AwsBasicCredentials credentials = AwsBasicCredentials.create(id("AKIA", number), "simulated");
        Principal principal = new Principal(SimulatedAccount.globalArn("iam", "user/" + name), id("AIDA", number));
        keys.put(credentials.accessKeyId(), new Key(principal, Optional.empty(), Instant.MAX));
        return credentials;
    }

    /** New temporary credentials of a role, valid until a point of simulated time. */
    public AwsSessionCredentials session(String roleName, String sessionName, Instant expires) {
        int number = numbers.incrementAndGet();
        AwsSessionCredentials credentials =
                AwsSessionCredentials.create(id("ASIA", number), "simulated", "session-token-" + number);
        Principal principal = new Principal(
                SimulatedAccount.globalArn("sts", "assumed-role/" + roleName + "/" + sessionName),
                id("AROA", number) + ":" + sessionName);
        keys.put(credentials.accessKeyId(), new Key(principal, Optional.of(credentials.sessionToken()), expires));
        return credentials;
    }

    /** Lets credentials expire now. */
    public void expire(AwsCredentials credentials) {
        keys.computeIfPresent(credentials.accessKeyId(), (id, key) -> key.expiring(clock.instant()));
    }

    private static String id(String prefix, int number) {
        return prefix + "SIMULATED" + String.format("%07d", number);
    }

    Principal authenticate(String accessKeyId, Optional<String> token, CommonErrors errors) {
        Key key = keys.get(accessKeyId);
        if (key == null || !key.token().equals(token)) {
            throw errors.unknownCredentials();
        }
        if (!clock.instant().isBefore(key.expires())) {
            throw errors.expiredCredentials();
        }
        return key.principal();
    }

    /** Who makes the call that this thread answers. */
    Principal caller() {
        return caller.get();
    }

    void callerIs(Principal principal) {
        caller.set(principal);
    }
}
