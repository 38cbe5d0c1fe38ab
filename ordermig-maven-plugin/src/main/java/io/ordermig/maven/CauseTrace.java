package io.ordermig.maven;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cause as the stack trace of {@code -e} shows it: its class, where it was thrown, and its own cause, but not its
 * message unless the message is part of the problem's text already. Maven strings the messages of all causes together,
 * and those of the database may quote rows. In place of a message that is not shown stands the first line of that text:
 * Maven leaves out what it has printed already, and would print the name of this class for a cause without a message.
 */
final class CauseTrace extends Exception {

    private static final long serialVersionUID = 1L;

    private CauseTrace(@Nullable String message, @Nullable CauseTrace cause) {
        super(message, cause, false, true);
    }

    /**
     * The trace of a cause and of its causes.
     *
     * @param shown the text that is shown anyway
     */
    static CauseTrace of(Throwable original, String shown) {
        CauseTrace cause = original.getCause() == null ? null : of(original.getCause(), shown);
        String message = original.getMessage();
        boolean known = message != null && !message.isBlank() && shown.contains(message);
        CauseTrace trace = new CauseTrace(known ? message : firstLine(shown), cause);
        List<StackTraceElement> frames = new ArrayList<>();
        // The class of the original, in the place of the frame where it was made.
        frames.add(new StackTraceElement(original.getClass().getName(), "<init>", null, -1));
        frames.addAll(Arrays.asList(original.getStackTrace()));
        trace.setStackTrace(frames.toArray(StackTraceElement[]::new));
        return trace;
    }

    private static String firstLine(String shown) {
        return shown.lines().filter(line -> !line.isBlank()).findFirst().orElse(shown);
    }
}
