package io.ordermig.local;

import java.nio.file.Path;

/** The main class of the other JVMs in these tests. */
final class LocalPostgresChild {

    private LocalPostgresChild() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "hold" -> hold(directory);
            case "churn" -> churn(directory);
            case "exit" -> exit(directory, true);
            case "leave" -> exit(directory, false);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Keeps the server until standard input ends. */
    private static void hold(Path directory) throws Exception {
        try (LocalPostgres postgres = LocalFixture.open(directory)) {
            System.out.println((postgres.startedHere() ? "started " : "joined ") + postgres.port());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    /** Comes and goes. */
    private static void churn(Path directory) throws Exception {
        for (int round = 0; round < 3; round++) {
            try (LocalPostgres postgres = LocalFixture.open(directory)) {
                // Two that find no table at the same moment would both make it; PostgreSQL lets one of them fail.
                LocalFixture.execute(
                        postgres,
                        "DO $$ BEGIN PERFORM pg_advisory_xact_lock(1);"
                                + " CREATE TABLE IF NOT EXISTS visit (pid bigint, round int); END $$");
                LocalFixture.execute(
                        postgres,
                        "INSERT INTO visit VALUES (" + ProcessHandle.current().pid() + ", " + round + ")");
            }
        }
    }

    /** Ends without a close. */
    private static void exit(Path directory, boolean stop) {
        LocalPostgres postgres = LocalFixture.open(directory);
        if (stop) {
            postgres.stopOnExit();
        }
        System.exit(0);
    }
}
