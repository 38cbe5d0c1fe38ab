package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** Two restores at once. */
class ConcurrentRestoreTest extends RestoreTest {

    ConcurrentRestoreTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        rds.instance("orders").dataVersion("before");
        serve("orders");
    }

    @RepeatedTest(5)
    void oneDoesItAndTheOtherSaysWhoDoes() throws Exception {
        snapshot();
        clock.advance(Duration.ofHours(1));
        rds.instance("orders").dataVersion("after");
        CyclicBarrier together = new CyclicBarrier(2);
        List<Callable<String>> runs = new ArrayList<>();
        for (String run : List.of("run-one", "run-two")) {
            runs.add(() -> {
                together.await();
                try {
                    finish(run);
                    return "done";
                } catch (OrdermigException e) {
                    return e.problem().code().id() + ": " + e.problem().what();
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<String> ends = new ArrayList<>();
        try {
            for (Future<String> end : threads.invokeAll(runs)) {
                ends.add(end.get());
            }
        } finally {
            threads.shutdown();
        }

        assertThat(ends).contains("done");
        assertThat(ends)
                .anyMatch(end ->
                        end.startsWith(RestoreProblem.RUNNING.id() + ": Another run is restoring orders: run run-"));
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.instanceNames()).hasSize(2);
    }
}
