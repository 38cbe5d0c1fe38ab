package io.ordermig.postgres;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flyway's log, mostly at debug level: ordermig says itself what happens, and a failure travels as an exception. Warnings
 * stay warnings, and rows that a migration selects are printed when {@code outputQueryResults} asks for them. Flyway
 * creates it by its class name.
 */
public final class FlywayLog implements LogCreator {

    /** Server notices are events of ours already. */
    private static final String SERVER_NOTICE = "DB: ";

    /** Called by Flyway. */
    public FlywayLog() {}

    @Override
    public Log createLogger(Class<?> type) {
        Logger logger = LoggerFactory.getLogger(type);
        boolean printsRows = type.getSimpleName().endsWith("SqlScriptExecutor");
        return new Log() {
            @Override
            public void debug(String message) {
                logger.debug(message);
            }

            @Override
            public void info(String message) {
                if (printsRows && !message.startsWith(SERVER_NOTICE)) {
                    logger.info(message);
                } else {
                    logger.debug(message);
                }
            }

            @Override
            public void warn(String message) {
                if (message.startsWith(SERVER_NOTICE)) {
                    logger.debug(message);
                } else {
                    logger.warn(message);
                }
            }

            @Override
            public void error(String message) {
                logger.debug(message);
            }

            @Override
            public void error(String message, Exception e) {
                logger.debug(message, e);
            }

            @Override
            public void notice(String message) {
                logger.debug(message);
            }
        };
    }
}
