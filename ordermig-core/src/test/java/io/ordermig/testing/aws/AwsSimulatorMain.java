package io.ordermig.testing.aws;

import java.io.PrintStream;

/** A simulator by itself, for a person who points the plugin at it and watches: {@code make aws-simulator}. */
public final class AwsSimulatorMain {

    private AwsSimulatorMain() {}

    /** Starts it, and runs until the JVM is ended; {@code --help} says what it takes. */
    public static void main(String[] arguments) throws InterruptedException {
        MainArguments read;
        try {
            read = MainArguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + MainArguments.USAGE);
            System.exit(2);
            return;
        }
        if (read.help()) {
            System.out.println(MainArguments.USAGE);
            return;
        }
        try (AwsSimulator simulator = read.start()) {
            present(simulator, System.out);
            Thread.currentThread().join();
        }
    }

    /** Prints what to export, and from then on each call. */
    static void present(AwsSimulator simulator, PrintStream out) {
        simulator.environment().forEach((name, value) -> out.println("export " + name + "=" + value));
        out.println();
        simulator.onCall(out::println);
        simulator.onViolation(violation -> out.println("! " + violation));
    }
}
