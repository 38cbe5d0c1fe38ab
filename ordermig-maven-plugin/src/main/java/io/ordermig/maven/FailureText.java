package io.ordermig.maven;

import io.ordermig.problem.Fault;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Turns problems into Maven's exceptions: the user's faults fail the build, all else breaks it. */
final class FailureText {

    private FailureText() {}

    /**
     * Throws the exception that stands for the problems; declared to return one so that callers can write throw.
     *
     * @param last the lines to end with
     */
    static MojoExecutionException rethrow(OrdermigException e, Vocabulary vocabulary, List<String> last)
            throws MojoFailureException {
        String text = text(e.problems(), vocabulary) + (last.isEmpty() ? "" : "\n" + String.join("\n", last) + "\n");
        CauseTrace cause = e.getCause() == null ? null : CauseTrace.of(e.getCause(), text);
        boolean usersAll = e.problems().stream().allMatch(p -> p.code().fault() == Fault.USER);
        if (usersAll) {
            throw new MojoFailureException(text, cause);
        }
        return new MojoExecutionException(text, cause);
    }

    static String text(List<Problem> problems, Vocabulary vocabulary) {
        List<String> lines = new ArrayList<>();
        if (problems.size() > 1) {
            lines.add(problems.size() + " problems:");
        }
        for (Problem problem : problems) {
            lines.add("");
            lines.addAll(problem.lines(vocabulary));
        }
        return (problems.size() > 1 ? "" : "\n") + String.join("\n", lines) + "\n";
    }
}
