package io.ordermig.local;

import java.nio.file.Path;

/** The main class of the other JVMs in the tests of DynamoDB Local. */
final class LocalDynamoChild {

    private LocalDynamoChild() {}

    public static void main(String[] arguments) throws Exception {
        LocalDynamo dynamo = DynamoFixture.open(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "hold" -> hold(dynamo);
            case "exit" -> dynamo.stopOnExit();
            case "leave" -> System.exit(0);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Keeps the server until standard input ends. */
    private static void hold(LocalDynamo opened) throws Exception {
        try (LocalDynamo dynamo = opened) {
            System.out.println((dynamo.startedHere() ? "started " : "joined ") + dynamo.port());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
