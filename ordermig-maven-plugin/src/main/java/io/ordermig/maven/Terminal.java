package io.ordermig.maven;

import java.io.Console;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/** Whether somebody watches, so that a line may be rewritten in place. */
final class Terminal {

    private Terminal() {}

    /** Not with {@code -B}, {@code -l} or {@code -T}, and not when the output goes to a file or a pipe. */
    static boolean isLive(MavenSession session) {
        String commandLine = String.valueOf(System.getenv("MAVEN_CMD_LINE_ARGS"));
        return session.getRequest().isInteractiveMode()
                && session.getRequest().getDegreeOfConcurrency() <= 1
                && !"dumb".equals(System.getenv("TERM"))
                && System.getenv("CI") == null
                && !commandLine.matches(".*(?:^|\\s)(?:-l|--log-file)\\b.*")
                && isTerminal(System.console());
    }

    /** Since Java 22 there is a console without a terminal, and a method that tells; before, a console was a terminal. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
