package io.ordermig.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private enum Code implements ProblemCode {
        TIMEOUT;

        @Override
        public String id() {
            return "locks/timeout";
        }

        @Override
        public Fault fault() {
            return Fault.ENVIRONMENT;
        }
    }

    private static final Vocabulary MAVEN = new Vocabulary() {
        @Override
        public String goal(String goal, Map<String, String> parameters) {
            return "mvn ordermig:" + goal;
        }

        @Override
        public String parameter(String name) {
            return "<" + name + ">";
        }
    };

    private static Problem problem() {
        return Problem.of(Code.TIMEOUT, "Migration 3 did not get a lock in time.")
                .where("V3__tags.sql, line 7")
                .detail("canceling statement due to lock timeout (SQLSTATE 55P03)")
                .detail("  ")
                .detail("Hint of the server: none")
                .fix("Run it again at a quieter time.")
                .fix(Remedy.set("lockTimeout", "5s", "to wait longer"))
                .fix(Remedy.run("repair", "to take the failed row out of the history"))
                .changed("1 migration is applied and stays: 2.")
                .repeat(Repeat.SAFE)
                .build();
    }

    @Test
    void isLaidOutForReading() {
        assertThat(problem().text(MAVEN)).isEqualTo("""
                        Migration 3 did not get a lock in time. [locks/timeout]
                          Where:              V3__tags.sql, line 7
                          Why:                canceling statement due to lock timeout (SQLSTATE 55P03)
                                              Hint of the server: none
                          How to fix it:      Run it again at a quieter time.
                                              Set <lockTimeout> to 5s to wait longer.
                                              Run mvn ordermig:repair to take the failed row out of the history.
                          Changed so far:     1 migration is applied and stays: 2.
                          Safe to run again:  yes, as it is""");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(Problem.of(Code.TIMEOUT, "It failed.")
                        .fix("Mend it.")
                        .build()
                        .lines(Vocabulary.NEUTRAL))
                .containsExactly(
                        "It failed. [locks/timeout]",
                        "  How to fix it:      Mend it.",
                        "  Changed so far:     nothing",
                        "  Safe to run again:  yes, once it is fixed; until then it stops at the same place and changes"
                                + " nothing more");
    }

    @Test
    void isTheSameProblemWithAnotherEffect() {
        Problem after = problem().after("everything", Repeat.AFTER_CLEANUP);

        assertThat(after.lines(MAVEN))
                .startsWith(problem().lines(MAVEN).subList(0, 7).toArray(String[]::new))
                .endsWith(
                        "  Changed so far:     everything",
                        "  Safe to run again:  only after the clean-up named above");
    }

    @Test
    void saysWhatFailedAndNamesARemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problem.of(Code.TIMEOUT, " ").fix("x").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problem.of(Code.TIMEOUT, "It failed.").build());
    }

    @Test
    void hasAPageNamedAfterItsCode() {
        assertThat(Code.TIMEOUT.page()).isEqualTo("docs/problems/locks-timeout.md");
    }

    @Test
    void spellsRemediesInTheWordsOfTheFrontEnd() {
        Remedy run = Remedy.run("repair", "to mend it");
        Remedy with = new Remedy.RunGoal("clean", Map.of("confirm", "orders"), "to drop all");
        Remedy set = Remedy.set("target", "3", "to stop there");

        assertThat(Remedy.advice("Wait.").spelled(MAVEN)).isEqualTo("Wait.");
        assertThat(run.spelled(MAVEN)).isEqualTo("Run mvn ordermig:repair to mend it.");
        assertThat(run.spelled(Vocabulary.NEUTRAL)).isEqualTo("Run repair to mend it.");
        assertThat(with.spelled(Vocabulary.NEUTRAL)).isEqualTo("Run clean {confirm=orders} to drop all.");
        assertThat(set.spelled(MAVEN)).isEqualTo("Set <target> to 3 to stop there.");
        assertThat(set.spelled(Vocabulary.NEUTRAL)).isEqualTo("Set target to 3 to stop there.");
    }

    @Test
    void travelsInAnExceptionThatKeepsItsCause() {
        IllegalStateException cause = new IllegalStateException("why");
        OrdermigException one = new OrdermigException(problem(), cause);
        OrdermigException two = new OrdermigException(
                List.of(problem(), Problem.of(Code.TIMEOUT, "Another.").fix("x").build()));

        assertThat(one).hasCause(cause).hasMessage(problem().text(Vocabulary.NEUTRAL));
        assertThat(one.problem()).isEqualTo(problem());
        assertThat(two.problems()).hasSize(2);
        assertThat(two.getMessage()).contains("\n\nAnother. [locks/timeout]\n");
        assertThatIllegalArgumentException().isThrownBy(() -> new OrdermigException(List.of()));
    }
}
