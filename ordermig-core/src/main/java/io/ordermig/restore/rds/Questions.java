package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.aws.DatabaseSecret;
import io.ordermig.config.ConnectionConfig;
import io.ordermig.config.PostgresConfig;
import io.ordermig.postgres.DataCheck;
import io.ordermig.postgres.PostgresProblem;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;

/** Asks what was restored over SQL, at its own endpoint, with the logins of the service. */
record Questions(RestoreContext context, Aws aws, PostgresConfig postgres, ClassLoader classes) {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** What a server says that is not there yet. */
    private static final Set<PostgresProblem> PASSING =
            Set.of(PostgresProblem.UNREACHABLE, PostgresProblem.UNAVAILABLE);

    /** Asks everything that is to be true before it serves. */
    void ask(RdsResource made) {
        List<String> failed;
        try {
            failed = check(made).ask(context.config().verification());
        } catch (OrdermigException e) {
            if (e.problem().code() == PostgresProblem.AUTHENTICATION) {
                throw Refusals.notLetIn(made, e);
            }
            throw e;
        }
        if (!failed.isEmpty()) {
            throw Refusals.notVerified(made, failed);
        }
    }

    /** Waits until it answers under its name. It serves by now: what does not answer is told, and stops nothing. */
    void reach(RdsResource made, RestoreWatch watch) {
        Instant end = context.snapshots().clock().instant().plus(PATIENCE);
        watch.until(() -> {
            try {
                check(made).reach();
                return Optional.of(made);
            } catch (OrdermigException e) {
                boolean isPassing = e.problem().code() instanceof PostgresProblem code && PASSING.contains(code);
                if (isPassing && context.snapshots().clock().instant().isBefore(end)) {
                    watch.tell(made.host() + " does not answer yet");
                    return Optional.empty();
                }
                context.snapshots()
                        .events()
                        .warn(made.identifier() + " has its name, and does not answer at " + made.host() + ":"
                                + made.port() + ". " + e.problem().inShort());
                return Optional.of(made);
            }
        });
    }

    private DataCheck check(RdsResource made) {
        ConnectionConfig there = postgres.connection().at(made.host(), made.port());
        ConnectionConfig connection = secretOf(made)
                .filter(arn -> isMaster(made))
                .map(arn -> there.with(DatabaseSecret.read(aws, arn)))
                .orElse(there);
        return new DataCheck(
                postgres.with(connection),
                classes,
                context.snapshots().run(),
                context.snapshots().sleeper(),
                context.snapshots().events());
    }

    /** RDS makes a new secret for a new instance; the one of the old stays with the old. */
    static Optional<String> secretOf(RdsResource made) {
        DBCluster cluster = made.settings().cluster();
        Stream<@Nullable MasterUserSecret> secrets = cluster == null
                ? made.settings().instances().stream().map(DBInstance::masterUserSecret)
                : Stream.of(cluster).map(DBCluster::masterUserSecret);
        return secrets.filter(secret -> secret != null && secret.secretArn() != null)
                .map(secret -> secret.secretArn())
                .findFirst();
    }

    private boolean isMaster(RdsResource made) {
        String user = postgres.connection().logins().current().user();
        DBCluster cluster = made.settings().cluster();
        return cluster == null
                ? made.settings().instances().stream().anyMatch(instance -> user.equals(instance.masterUsername()))
                : user.equals(cluster.masterUsername());
    }
}
