package io.ordermig.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test that asks for a {@link TestDatabase} a new one, the same one within the test. */
public final class PostgresExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(Namespace.create(PostgresExtension.class, context.getUniqueId()))
                .computeIfAbsent("database", key -> new Lent(TestPostgres.create()), Lent.class)
                .database();
    }

    /** Dropped with the test, so that the server has little to delete when it ends. */
    private record Lent(TestDatabase database) implements AutoCloseable {
        @Override
        public void close() {
            TestPostgres.drop(database);
        }
    }
}
