package io.ordermig.testing.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The arguments of {@link AwsSimulatorMain}: the port, the rate of time, and what is there at the start. */
final class MainArguments {

    static final String USAGE = """
            Starts a simulated AWS on the loopback address, and prints each call.

              --port N                     the port; without it, a free one
              --rate X                     how much faster than real time it is there; 1 without it
              --instance NAME:HOST:PORT    an RDS instance, and the PostgreSQL that stands behind its endpoint
              --secret NAME=VALUE          a secret
              --parameter NAME=VALUE       a parameter of type String
              --secure-parameter NAME=VALUE  a parameter of type SecureString
              --topic NAME                 an SNS topic
              --table NAME:KEY[:KEY]       a DynamoDB table that is there already; its items are in a DynamoDB Local
              --role NAME                  an IAM role that may be assumed
              --deny ACTION                denies an IAM action, such as rds:CreateDBSnapshot
              --help                       prints this

            All but --port and --rate may repeat.""";

    private int port;
    private double rate = 1;
    private boolean help;
    private final List<Consumer<AwsSimulator>> contents = new ArrayList<>();

    private MainArguments() {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    static MainArguments parse(String... arguments) {
        MainArguments read = new MainArguments();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String name = rest.remove();
            if (name.equals("--help")) {
                read.help = true;
            } else if (rest.isEmpty()) {
                throw new IllegalArgumentException("Unknown, or without a value: " + name);
            } else {
                read.add(name, rest.remove());
            }
        }
        return read;
    }

    private void add(String name, String value) {
        switch (name) {
            case "--port" -> port = Integer.parseInt(value);
            case "--rate" -> rate = Double.parseDouble(value);
            case "--instance" -> {
                String[] parts = parts(name, value, ":", 3);
                int endpointPort = Integer.parseInt(parts[2]);
                contents.add(simulator -> {
                    simulator.rds().instance(parts[0]);
                    simulator.rds().bindEndpoint(parts[0], parts[1], endpointPort);
                });
            }
            case "--secret" -> {
                String[] parts = parts(name, value, "=", 2);
                contents.add(simulator -> simulator.secretsManager().put(parts[0], parts[1]));
            }
            case "--parameter" -> {
                String[] parts = parts(name, value, "=", 2);
                contents.add(simulator -> simulator.parameterStore().put(parts[0], parts[1]));
            }
            case "--secure-parameter" -> {
                String[] parts = parts(name, value, "=", 2);
                contents.add(simulator -> simulator.parameterStore().putSecure(parts[0], parts[1]));
            }
            case "--topic" -> contents.add(simulator -> simulator.sns().createTopic(value));
            case "--table" -> {
                String[] parts = parts(name, value, ":", 2);
                String[] keys = parts[1].split(":", 2);
                contents.add(simulator ->
                        simulator.dynamo().createTable(parts[0], keys[0], Arrays.copyOfRange(keys, 1, keys.length)));
            }
            case "--role" -> contents.add(simulator -> simulator.sts().createRole(value));
            case "--deny" -> contents.add(simulator -> simulator.deny(value));
            default -> throw new IllegalArgumentException("Unknown: " + name);
        }
    }

    private static String[] parts(String name, String value, String separator, int count) {
        String[] parts = value.split(separator, count);
        if (parts.length < count) {
            throw new IllegalArgumentException(
                    name + " wants " + count + " parts with " + separator + ", not " + value);
        }
        return parts;
    }

    boolean help() {
        return help;
    }

    /** Starts what they ask for. */
    AwsSimulator start() {
        AwsSimulator simulator = AwsSimulator.start(port, SimulatedClock.running(rate));
        contents.forEach(content -> content.accept(simulator));
        return simulator;
    }
}
