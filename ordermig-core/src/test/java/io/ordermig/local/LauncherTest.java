package io.ordermig.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class LauncherTest {

    @Test
    void aPlainUserRunsProgramsAsTheyAre() {
        assertThat(Launcher.of(false, List.of("false")).line(List.of("initdb", "-V")))
                .containsExactly("initdb", "-V");
    }

    @Test
    void rootGoesThroughANamespaceWhereThatWorks() {
        assertThat(Launcher.of(true, List.of("env")).line(List.of("initdb"))).containsExactly("env", "initdb");
    }

    @Test
    void rootIsRefusedWhereItDoesNot() {
        for (String namespace : List.of("false", "no-such-program")) {
            Problem problem = LocalFixture.problemOf(() -> Launcher.of(true, List.of(namespace)));
            assertThat(problem.code()).isEqualTo(LocalProblem.ROOT_REFUSED);
            assertThat(problem.text(Vocabulary.NEUTRAL)).contains("another user than root", "Set url to");
        }
    }
}
