package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.time.Durations;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the DynamoDB Local of a project lives and what it runs from. Paths become absolute.
 *
 * @param directory the folder under the project that keeps data and port, such as {@code .ordermig}
 * @param classPath the files of DynamoDB Local and all it needs; it is never loaded into this JVM
 * @param port the port to listen on; 0 for the one used last, or a free one
 * @param startTimeout how long it may take to start, at least a second
 * @param memory how much its heap may hold, in megabytes
 */
public record LocalDynamoConfig(Path directory, List<Path> classPath, int port, Duration startTimeout, int memory) {

    /** Enough for what a developer keeps. */
    public static final int DEFAULT_MEMORY = 256;

    private static final int MIN_MEMORY = 64;
    private static final Duration MIN_START = Duration.ofSeconds(1);
    private static final Duration MAX_START = Duration.ofHours(1);

    /**
     * Checks every value.
     *
     * @throws OrdermigException with a {@link LocalProblem#SETTING_INVALID} for each wrong value
     */
    public LocalDynamoConfig {
        directory = directory.toAbsolutePath().normalize();
        classPath = classPath.stream()
                .map(file -> file.toAbsolutePath().normalize())
                .toList();
        List<Problem> problems = new ArrayList<>();
        for (Path file : classPath) {
            if (file.toString().contains(File.pathSeparator)) {
                String why = "Java cannot run from a path with \"" + File.pathSeparator + "\"";
                problems.add(wrong("local.dynamoClassPath", file.toString(), why, "a path without it"));
            }
        }
        if (port < 0 || port > 65_535) {
            problems.add(wrong("local.dynamoPort", Integer.toString(port), "a port is 1 to 65535, or 0 for any", "0"));
        }
        if (startTimeout.compareTo(MIN_START) < 0 || startTimeout.compareTo(MAX_START) > 0) {
            String given = startTimeout.isNegative() ? startTimeout.toString() : Durations.text(startTimeout);
            problems.add(wrong("local.startTimeout", given, "it must be from 1 second to 1 hour", "60s"));
        }
        if (memory < MIN_MEMORY) {
            String why = "it needs " + MIN_MEMORY + " megabytes at least";
            problems.add(wrong("local.dynamoMemory", Integer.toString(memory), why, Integer.toString(DEFAULT_MEMORY)));
        }
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
    }

    /** How long to wait while others start or stop the server: a first start, a join and a stop fit in. */
    Duration turnTimeout() {
        return startTimeout.multipliedBy(3).plus(DynamoServer.STOP_TIMEOUT);
    }

    private static Problem wrong(String parameter, String value, String why, String example) {
        return LocalProblem.SETTING_INVALID
                .says("DynamoDB Local cannot use \"" + value + "\" here: " + why + ".")
                .where(parameter)
                .fix(Remedy.set(parameter, example, "for example"))
                .build();
    }
}
