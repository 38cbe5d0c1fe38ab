package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Durations;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DynamoDB Local of one folder. All only while holding the control lock.
 *
 * @param config what it runs from, and its limits
 * @param folder its folder, ready
 * @param stopTimeout how long an orderly stop may take
 * @param sleeper waits
 */
record DynamoServer(LocalDynamoConfig config, DynamoFolder folder, Duration stopTimeout, Sleeper sleeper) {

    /** How long an orderly stop may take. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(DynamoServer.class);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int PORT_TRIES = 5;

    /**
     * A server that answers.
     *
     * @param port where it listens
     * @param startedHere whether it was not there before
     */
    record Up(int port, boolean startedHere) {}

    /** Joins the server if it runs, starts it otherwise. */
    Up up() throws IOException {
        Optional<Up> joined = join();
        if (joined.isPresent()) {
            return joined.get();
        }
        refuseOtherContainers();
        refuseMissingFiles();
        int port = start(deadline());
        // Stopping is for the end of the JVM, when Maven has closed its class loaders: what that needs is loaded now.
        LOG.debug(
                "Runs as process {}",
                DynamoProcess.running(folder).map(DynamoProcess::pid).orElse(0L));
        LOG.info("Started DynamoDB Local on port {}, data in {}", port, folder.data());
        return new Up(port, true);
    }

    /** Stops the server in order, if it runs. */
    void stop() throws IOException {
        Optional<DynamoProcess> running = DynamoProcess.running(folder);
        if (running.isEmpty()) {
            return;
        }
        end(running.get());
        LOG.info("Stopped DynamoDB Local");
    }

    private Optional<Up> join() throws IOException {
        Deadline deadline = deadline();
        @Nullable String silence = null;
        while (true) {
            Optional<DynamoProcess> running = DynamoProcess.running(folder);
            if (running.isEmpty()) {
                return Optional.empty();
            }
            int port = running.get().port();
            try {
                DynamoPing ping = DynamoPing.ask(port, deadline.left());
                if (ping.healthy()) {
                    tellOfJoining(port);
                    return Optional.of(new Up(port, false));
                }
                silence = ping.said();
            } catch (IOException notYet) {
                silence = String.valueOf(notYet.getMessage());
            }
            if (deadline.passed()) {
                throw notAnswering(running.get(), silence);
            }
            deadline.pause(STEP);
        }
    }

    private void tellOfJoining(int port) {
        LOG.info("Joined DynamoDB Local on port {}", port);
        if (config.port() != 0 && config.port() != port) {
            LOG.warn("DynamoDB Local moves from port {} to {} when all who use it now have left", port, config.port());
        }
    }

    private int start(Deadline deadline) throws IOException {
        ServerPort ports = new ServerPort(folder.portFile(), "DynamoDB", "local.dynamoPort", true);
        ServerLog log = new ServerLog(folder.log());
        log.rotate();
        DynamoProgram program = new DynamoProgram(config, folder);
        for (int attempt = 1; ; attempt++) {
            int port = ports.choose(config.port(), Deadline.in(ServerPort.PATIENCE, sleeper));
            long mark = log.size();
            if (isUp(program.start(port), port, deadline)) {
                ports.remember(port);
                return port;
            }
            String said = log.since(mark);
            if (!said.contains("Failed to bind") || attempt == PORT_TRIES || deadline.passed()) {
                throw startFailed(firstLines(said));
            }
            deadline.pause(STEP);
        }
    }

    /** Waits until the server answers; false when it ended instead. */
    private boolean isUp(Process process, int port, Deadline deadline) throws IOException {
        while (true) {
            // before the question, so that an answer is that of a server that was there to give it
            boolean alive = process.isAlive();
            try {
                DynamoPing ping = DynamoPing.ask(port, deadline.left());
                if (alive && !ping.healthy()) {
                    throw broken(ping.said());
                }
                if (alive) {
                    return true;
                }
            } catch (IOException notYet) {
                LOG.trace("DynamoDB Local does not answer yet", notYet);
            }
            if (!alive) {
                return false;
            }
            if (deadline.passed()) {
                throw stillStarting();
            }
            deadline.pause(STEP);
        }
    }

    private OrdermigException broken(String said) throws IOException {
        OrdermigException failure = startFailed(List.of(said));
        try {
            stop();
        } catch (OrdermigException stays) {
            failure.addSuppressed(stays);
        }
        return failure;
    }

    private void end(DynamoProcess process) {
        process.end();
        Deadline deadline = Deadline.in(stopTimeout, sleeper);
        while (process.isRunning()) {
            if (deadline.passed()) {
                throw new OrdermigException(LocalProblem.DYNAMO_STOP_FAILED
                        .says("DynamoDB Local does not stop.")
                        .where("pid " + process.pid() + ", log " + folder.log())
                        .fix("Nothing is lost; the next run joins the server and stops it at its end.")
                        .fix("If it hangs for good, end pid " + process.pid() + ".")
                        .changed("all that the run did is done")
                        .repeat(Repeat.SAFE)
                        .build());
            }
            deadline.pause(STEP);
        }
    }

    private void refuseOtherContainers() throws IOException {
        Optional<Holder> elsewhere = new Leases(folder.leases()).elsewhere();
        if (elsewhere.isPresent()) {
            throw new OrdermigException(LocalProblem.HELD_ELSEWHERE
                    .says("A run in another container uses the data of DynamoDB Local.")
                    .where(folder.data().toString())
                    .detail("It is pid " + elsewhere.get().pid() + " there. Its server cannot be seen from here.")
                    .fix("Wait for that run, or end it.")
                    .fix("Use a DynamoDB that both can reach.")
                    .repeat(Repeat.SAFE)
                    .build());
        }
    }

    private void refuseMissingFiles() {
        List<Path> missing = config.classPath().stream()
                .filter(file -> !Files.isReadable(file))
                .toList();
        if (!missing.isEmpty() || config.classPath().isEmpty()) {
            Problem.Builder problem = LocalProblem.DYNAMO_FILES_MISSING
                    .says("DynamoDB Local cannot be started: files that it runs from are missing.")
                    .where(missing.isEmpty() ? "the class path" : missing.get(0).toString());
            missing.stream().skip(1).forEach(file -> problem.detail(file.toString()));
            throw new OrdermigException(problem.fix("Have them resolved again, in a build that is not offline.")
                    .repeat(Repeat.SAFE)
                    .build());
        }
    }

    private OrdermigException startFailed(List<String> said) {
        Problem.Builder problem = LocalProblem.DYNAMO_START_FAILED
                .says("DynamoDB Local ended while it started.")
                .where(folder.log().toString());
        said.forEach(problem::detail);
        LocalFolder.addSpace(problem, folder.data());
        return new OrdermigException(problem.fix("Mend what it complains about, and run again.")
                .fix("Delete " + folder.data() + " to throw the tables away and begin with none.")
                .build());
    }

    private OrdermigException stillStarting() {
        return new OrdermigException(LocalProblem.DYNAMO_START_TIMED_OUT
                .says("DynamoDB Local is not ready after " + Durations.text(config.startTimeout()) + ".")
                .where(folder.log().toString())
                .fix("Run again in a while; it goes on starting, and the next run joins it.")
                .fix(Remedy.set("local.startTimeout", "a longer time", "to wait longer"))
                .changed("the server was started and goes on starting")
                .repeat(Repeat.SAFE)
                .build());
    }

    private OrdermigException notAnswering(DynamoProcess process, String silence) {
        return new OrdermigException(LocalProblem.DYNAMO_NOT_ANSWERING
                .says("DynamoDB Local runs but does not answer.")
                .where("pid " + process.pid() + ", 127.0.0.1:" + process.port() + ", log " + folder.log())
                .detail(silence)
                .fix("See in the log what it does; if it is stuck, end pid " + process.pid() + ".")
                .fix(Remedy.set("local.startTimeout", "a longer time", "to wait longer"))
                .repeat(Repeat.SAFE)
                .build());
    }

    private Deadline deadline() {
        return Deadline.in(config.startTimeout(), sleeper);
    }

    /** What it complains about; the stack below says nothing to its user. */
    private static List<String> firstLines(String said) {
        return Programs.lastLines(said.lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("SLF4J("))
                .reduce("", (text, line) -> text + line + "\n"));
    }
}
