package io.ordermig.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for {@link TestTables} a prefix of its own, the same one within the test, and deletes its
 * tables afterwards.
 */
public final class DynamoExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestTables.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean delayed = parameter.isAnnotated(DelayedStatuses.class);
        return context.getStore(Namespace.create(DynamoExtension.class, context.getUniqueId()))
                .computeIfAbsent(delayed ? "delayed" : "quick", key -> lend(delayed), Lent.class)
                .tables();
    }

    private static Lent lend(boolean delayed) {
        return new Lent(TestDynamo.tables(delayed ? TestDynamo.delayed() : TestDynamo.server()));
    }

    /** Deleted with the test, so that the server stays small. */
    private record Lent(TestTables tables) implements AutoCloseable {
        @Override
        public void close() {
            tables.delete();
        }
    }
}
