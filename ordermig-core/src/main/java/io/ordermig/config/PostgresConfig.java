package io.ordermig.config;

/** All there is to know to work on one PostgreSQL database. */
public record PostgresConfig(
        ConnectionConfig connection,
        ScriptsConfig scripts,
        HistoryConfig history,
        MigrateConfig migrate,
        LimitsConfig limits) {

    /** Reads every part and notes all that is wrong; call {@link Settings#check} before using the result. */
    public static PostgresConfig from(Settings settings) {
        return new PostgresConfig(
                ConnectionConfig.from(settings),
                ScriptsConfig.from(settings),
                HistoryConfig.from(settings),
                MigrateConfig.from(settings),
                LimitsConfig.from(settings));
    }

    /** The same database with logins from elsewhere. */
    public PostgresConfig with(LoginSource logins) {
        return with(connection.with(logins));
    }

    /** The same, reached in another way. */
    public PostgresConfig with(ConnectionConfig other) {
        return new PostgresConfig(other, scripts, history, migrate, limits);
    }
}
