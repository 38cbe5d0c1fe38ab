package io.ordermig.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Outcome;
import io.ordermig.testing.SampleStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    private static String subject(String environment, SampleStep step) {
        String subject = Subject.of(environment, step.step(), step.step().outcome());
        assertThat(subject).matches("[A-Za-z][ -~]{0,98}");
        return subject;
    }

    private static SampleStep migrated(String project) {
        return new SampleStep("migrate", Outcome.SUCCEEDED)
                .project(project)
                .applied(3)
                .left("20240117100000");
    }

    @Test
    void shortensALongProjectInItsMiddleAndKeepsTheRest() {
        String artifact = "order-" + "very-".repeat(22) + "long";
        assertThat(artifact).hasSize(120);

        assertThat(subject("staging", migrated("com.example:" + artifact + ":1")))
                .hasSize(Subject.LONGEST)
                .matches("order-[a-z-]+\\.\\.\\.[a-z-]+long migration succeeded: "
                        + "staging, orders 20240117100000 \\(3 migrations\\)");
    }

    @Test
    void fitsWhenEverythingIsLong() {
        SampleStep step = new SampleStep("migrate", Outcome.FAILED)
                .project("com.example:" + "p".repeat(120) + ":1")
                .database("d".repeat(63))
                .left("20240117100000")
                .pending(300)
                .applied(299);

        assertThat(subject("e".repeat(120), step))
                .startsWith("ALERT: ppp")
                .contains(" migration FAILED: eee")
                .endsWith("applied)");
    }

    @Test
    void saysOneForOne() {
        assertThat(subject("staging", new SampleStep("migrate", Outcome.SUCCEEDED).applied(1)))
                .endsWith("(1 migration)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g:1-orders:1", "g:_orders:1", "g:Ωrders:1", "", ":", "\n"})
    void beginsWithALetterWhateverTheProjectIsCalled(String project) {
        assertThat(subject("staging", migrated(project))).startsWith("Project");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "prüfung-Ω", "注文"})
    void isOneLineOfAsciiWhateverTheEnvironmentIsCalled(String environment) {
        assertThat(subject(environment, migrated("g:orders:1"))).startsWith("orders migration succeeded: ");
    }
}
