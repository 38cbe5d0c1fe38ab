package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.time.Durations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the server of a project lives and what it serves. Paths become absolute.
 *
 * @param directory the folder under the project that keeps data, password and port, such as {@code .ordermig}
 * @param binariesJar the jar with the PostgreSQL binaries for this machine, see {@link BinariesPlatform}
 * @param binariesCache where binaries are unpacked, once for all projects of the user
 * @param database the database of the application, created when missing
 * @param user the role that owns it, a superuser of this server, created when missing
 * @param port the port to listen on; 0 for the one used last, or a free one
 * @param startTimeout how long the server may take to start, at least a second
 */
public record LocalPostgresConfig(
        Path directory,
        Path binariesJar,
        Path binariesCache,
        String database,
        String user,
        int port,
        Duration startTimeout) {

    private static final int MAX_NAME_BYTES = 63;
    private static final Duration MIN_START = Duration.ofSeconds(1);
    private static final Duration MAX_START = Duration.ofHours(1);

    /**
     * Checks every value.
     *
     * @throws OrdermigException with a {@link LocalProblem#SETTING_INVALID} for each wrong value
     */
    public LocalPostgresConfig {
        directory = directory.toAbsolutePath().normalize();
        binariesJar = binariesJar.toAbsolutePath().normalize();
        binariesCache = binariesCache.toAbsolutePath().normalize();
        List<Problem> problems = new ArrayList<>();
        checkName(problems, "local.database", database);
        checkName(problems, "local.user", user);
        if (user.startsWith("pg_")) {
            problems.add(wrong("local.user", user, "PostgreSQL keeps names that begin with pg_ for itself", "orders"));
        }
        if (port < 0 || port > 65_535) {
            problems.add(wrong("local.port", Integer.toString(port), "a port is 1 to 65535, or 0 for any", "0"));
        }
        if (startTimeout.compareTo(MIN_START) < 0 || startTimeout.compareTo(MAX_START) > 0) {
            String given = startTimeout.isNegative() ? startTimeout.toString() : Durations.text(startTimeout);
            problems.add(wrong("local.startTimeout", given, "it must be from 1 second to 1 hour", "60s"));
        }
        if (binariesCache.toString().matches(".*[\"$`].*")) {
            // pg_ctl and initdb put this path between double quotes on a shell's line
            problems.add(wrong(
                    "local.binariesCache",
                    binariesCache.toString(),
                    "PostgreSQL's programs do not run from a path with a double quote, a backquote or a dollar sign",
                    "a folder without them"));
        }
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
    }

    /** How long to wait while others start or stop the server: a first start, a join and a stop fit in. */
    Duration turnTimeout() {
        return startTimeout.multipliedBy(3).plus(Server.STOP_TIMEOUT);
    }

    private static void checkName(List<Problem> problems, String parameter, String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isBlank()) {
            problems.add(wrong(parameter, "nothing", "it needs a name", "orders"));
        } else if (bytes > MAX_NAME_BYTES) {
            problems.add(wrong(parameter, name, "PostgreSQL cuts names after 63 bytes, this has " + bytes, "orders"));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            problems.add(wrong(parameter, name.replaceAll("\\p{Cntrl}", "?"), "it has a control character", "orders"));
        }
    }

    private static Problem wrong(String parameter, String value, String why, String example) {
        return LocalProblem.SETTING_INVALID
                .says("The local PostgreSQL server cannot use \"" + value + "\" here: " + why + ".")
                .where(parameter)
                .fix(Remedy.set(parameter, example, "for example"))
                .build();
    }
}
