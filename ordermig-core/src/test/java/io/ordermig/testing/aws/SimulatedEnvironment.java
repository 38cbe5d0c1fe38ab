package io.ordermig.testing.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads the SDK's own settings of this JVM to a simulator, or to nothing, until it is closed. For one test at a time: the
 * settings are the JVM's.
 */
public final class SimulatedEnvironment implements AutoCloseable {

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    private SimulatedEnvironment() {}

    /** The settings of a person who has region and credentials of the simulator. */
    public static SimulatedEnvironment of(AwsSimulator simulator) {
        SimulatedEnvironment environment = without();
        simulator.systemProperties().forEach(environment::set);
        return environment;
    }

    /** The settings of a machine on which nothing of AWS is set up, and which has no metadata service either. */
    public static SimulatedEnvironment without() {
        SimulatedEnvironment environment = new SimulatedEnvironment();
        for (String name : new String[] {"aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken"}) {
            environment.set(name, null);
        }
        environment.set("aws.disableEc2Metadata", "true");
        environment.set("aws.configFile", "/nonexistent/config");
        environment.set("aws.sharedCredentialsFile", "/nonexistent/credentials");
        return environment;
    }

    /** Sets one more system property; {@code null} takes it away. */
    public SimulatedEnvironment set(String name, @Nullable String value) {
        String old = value == null ? System.clearProperty(name) : System.setProperty(name, value);
        before.putIfAbsent(name, old);
        return this;
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
