package io.ordermig.testing.aws;

import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for an {@link AwsSimulator} a new one, the same one within the test, on a clock that
 * stands still. A test fails when it leaves a violation behind; one that means it calls {@link AwsSimulator#forget}.
 */
public final class AwsSimulatorExtension implements ParameterResolver, AfterTestExecutionCallback {

    /** When it is in a new simulator. In the future, so that the SDK never takes its temporary credentials for old. */
    public static final Instant START = Instant.parse("2040-03-01T02:00:00Z");

    private static final String KEY = "simulator";

    /** Parameters of constructors are of a test too, not of all tests of the class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AwsSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context)
                .computeIfAbsent(KEY, key -> AwsSimulator.start(SimulatedClock.standing(START)), AwsSimulator.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        AwsSimulator simulator = store(context).get(KEY, AwsSimulator.class);
        if (simulator != null) {
            Assertions.assertThat(simulator.violations())
                    .as("what the AWS simulator could not allow")
                    .isEmpty();
        }
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(AwsSimulatorExtension.class, context.getUniqueId()));
    }
}
