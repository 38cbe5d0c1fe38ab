package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ordermig.problem.Fault;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.ProblemCode;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Vocabulary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTextTest {

    private static final String ROW = "Key (email)=(jane@example.com) already exists.";

    private record Code(String id, Fault fault) implements ProblemCode {}

    @ParameterizedTest
    @CsvSource({
        "USER, org.apache.maven.plugin.MojoFailureException",
        "ENVIRONMENT, org.apache.maven.plugin.MojoExecutionException",
        "INTERNAL, org.apache.maven.plugin.MojoExecutionException",
    })
    void failsTheBuildForWhatTheUserHasToChangeAndBreaksItForAllElse(Fault fault, Class<?> type) {
        assertThat(thrown(new OrdermigException(problem(fault)))).isInstanceOf(type);
    }

    @Test
    void breaksTheBuildWhenOneOfSeveralIsNotTheUsers() {
        assertThat(thrown(new OrdermigException(List.of(problem(Fault.USER), problem(Fault.ENVIRONMENT)))))
                .isInstanceOf(MojoExecutionException.class);
        assertThat(thrown(new OrdermigException(List.of(problem(Fault.USER), problem(Fault.USER)))))
                .isInstanceOf(MojoFailureException.class);
    }

    @Test
    void showsTheWholeProblemInTheWordsOfMaven() {
        assertThat(thrown(new OrdermigException(problem(Fault.USER)))
                        .getMessage()
                        .lines())
                .containsExactly(
                        "",
                        "",
                        "It broke. [test/broken]",
                        "  Where:              orders.sql, line 3",
                        "  How to fix it:      Run mvn ordermig:repair to mend it.",
                        "  Changed so far:     nothing",
                        "  Safe to run again:  yes, once it is fixed; until then it stops at the same place and changes"
                                + " nothing more");
    }

    @Test
    void countsSeveralProblems() {
        String text = FailureText.text(List.of(problem(Fault.USER), problem(Fault.USER)), Vocabulary.NEUTRAL);

        assertThat(text).startsWith("2 problems:\n\nIt broke.");
        assertThat(text.split("It broke\\.", -1)).hasSize(3);
    }

    @Test
    void hasNoCauseWhereThereIsNone() {
        assertThat(thrown(new OrdermigException(problem(Fault.USER)))).hasNoCause();
    }

    @Test
    void keepsTheChainOfCausesButNotTheirWords() {
        Throwable thrown = thrown(new OrdermigException(problem(Fault.USER), causes()));

        List<Throwable> chain = chain(thrown);
        assertThat(chain).hasSize(4);
        assertThat(chain).noneMatch(link -> String.valueOf(link.getMessage()).contains("jane@example.com"));
        assertThat(stackTrace(thrown))
                .doesNotContain("jane@example.com")
                .doesNotContain("it-secret")
                .contains("java.lang.IllegalStateException.<init>")
                .contains("java.sql.SQLException.<init>")
                .contains("FailureTextTest.causes");
    }

    @Test
    void keepsTheWordsOfACauseThatTheTextQuotesAnyway() {
        Problem quoting = Problem.of(new Code("test/broken", Fault.USER), "It broke.")
                .detail("the file is gone")
                .fix("Bring it back.")
                .build();

        Throwable thrown = thrown(new OrdermigException(quoting, new IllegalStateException("the file is gone")));

        assertThat(thrown.getCause()).hasMessage("the file is gone");
    }

    /** Regression: Maven printed "…: CauseTrace" after the text. */
    @Test
    void addsNothingToWhatMavenPrints() {
        Throwable thrown = thrown(new OrdermigException(problem(Fault.USER), causes()));

        assertThat(new DefaultExceptionHandler().handleException(thrown).getMessage())
                .isEqualTo(thrown.getMessage().strip());
    }

    private static Throwable causes() {
        SQLException server = new SQLException(ROW);
        return new IllegalStateException("password=it-secret", new RuntimeException((String) null, server));
    }

    private static Problem problem(Fault fault) {
        return Problem.of(new Code("test/broken", fault), "It broke.")
                .where("orders.sql, line 3")
                .fix(Remedy.run("repair", "to mend it"))
                .build();
    }

    private static Throwable thrown(OrdermigException e) {
        Vocabulary vocabulary = new Vocabulary() {
            @Override
            public String goal(String goal, Map<String, String> parameters) {
                return "mvn ordermig:" + goal;
            }

            @Override
            public String parameter(String name) {
                return "<" + name + ">";
            }
        };
        return catchThrowable(() -> {
            throw FailureText.rethrow(e, vocabulary, List.of());
        });
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null; link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
