package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Durations;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of one data folder. All only while holding the control lock. */
final class Server {

    /** How long an orderly stop may take. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration HALF_WRITTEN = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int PORT_TRIES = 5;

    private final LocalFolder folder;
    private final Programs programs;
    private final Duration startTimeout;
    private final Duration stopTimeout;
    private final int wantedPort;

    Server(LocalFolder folder, Programs programs, Duration startTimeout, Duration stopTimeout, int wantedPort) {
        this.folder = folder;
        this.programs = programs;
        this.startTimeout = startTimeout;
        this.stopTimeout = stopTimeout;
        this.wantedPort = wantedPort;
    }

    /**
     * A server that answers.
     *
     * @param port where it listens
     * @param version what it says it is
     * @param startedHere whether it was not there before
     */
    record Up(int port, String version, boolean startedHere) {}

    Programs programs() {
        return programs;
    }

    /** Joins the server if it runs, starts it otherwise. */
    Up up(Database database, Sleeper sleeper) throws IOException {
        Optional<Up> joined = join(database, Deadline.in(startTimeout, sleeper));
        if (joined.isPresent()) {
            return joined.get();
        }
        refuseOtherContainers();
        Deadline deadline = Deadline.in(startTimeout, sleeper);
        int port = start(deadline);
        Database.Answer answer = answer(database, port, deadline)
                .orElseThrow(() -> startFailed("It was ready, and gone a moment later."));
        LOG.info("Started PostgreSQL {} on port {}, data in {}", answer.version(), port, folder.data());
        return new Up(port, answer.version(), true);
    }

    private Optional<Up> join(Database database, Deadline deadline) throws IOException {
        Optional<Postmaster> running = running();
        if (running.isEmpty()) {
            return Optional.empty();
        }
        int port = running.get().port();
        Optional<Database.Answer> answer = answer(database, port, deadline);
        if (answer.isPresent()) {
            LOG.info("Joined PostgreSQL {} on port {}", answer.get().version(), port);
            if (wantedPort != 0 && wantedPort != port) {
                LOG.warn("PostgreSQL moves from port {} to {} when all who use it now have left", port, wantedPort);
            }
        }
        return answer.map(said -> new Up(port, said.version(), false));
    }

    /** Stops the server in order, if it runs. */
    void stop() throws IOException {
        if (running().isEmpty()) {
            return;
        }
        Programs.Ended stop = programs.run(
                "pg_ctl",
                List.of("stop", "-m", "fast", "-w", "-t", Long.toString(stopTimeout.toSeconds())),
                settings(),
                stopTimeout.plus(GRACE));
        Optional<Postmaster> still = running();
        if (still.isPresent()) {
            Problem.Builder problem = LocalProblem.STOP_FAILED
                    .says("The local PostgreSQL server does not stop.")
                    .where("pid " + still.get().pid() + ", log " + folder.log());
            stop.output().forEach(problem::detail);
            throw new OrdermigException(
                    problem.fix("Nothing is lost; the next run joins the server and stops it at its end.")
                            .changed("all that the run did is done")
                            .repeat(Repeat.SAFE)
                            .build());
        }
        LOG.info("Stopped the local PostgreSQL server");
    }

    /** The server of this folder, unless the operating system says that it is gone. */
    private Optional<Postmaster> running() throws IOException {
        return Postmaster.read(folder.data()).filter(found -> found.state() != Postmaster.State.GONE);
    }

    /** What the server says once it answers; empty when it goes away meanwhile, or serves another folder. */
    private Optional<Database.Answer> answer(Database database, int port, Deadline deadline) throws IOException {
        while (true) {
            Optional<Postmaster> running = running();
            if (running.isEmpty()) {
                return Optional.empty();
            }
            try {
                Database.Answer answer = database.ask(port, deadline.left());
                boolean ours = running.get().state() == Postmaster.State.RUNS || answer.isFrom(folder.data());
                return ours ? Optional.of(answer) : Optional.empty();
            } catch (SQLException e) {
                if (!Database.isPassing(e)) {
                    throw database.problem(e, folder.passwordFile(), folder.data());
                }
                if (deadline.passed()) {
                    throw notAnswering(running.get(), e);
                }
            }
            deadline.pause(STEP);
        }
    }

    private int start(Deadline deadline) throws IOException {
        disarm(deadline);
        ServerPort ports = new ServerPort(folder.portFile(), "PostgreSQL", "local.port", false);
        ServerLog log = new ServerLog(folder.log());
        log.rotate();
        int portsTaken = 0;
        while (true) {
            int port = ports.choose(wantedPort, Deadline.in(ServerPort.PATIENCE, deadline.sleeper()));
            long mark = log.size();
            Programs.Ended start = programs.run(
                    "pg_ctl",
                    startArguments(port, deadline),
                    settings(),
                    deadline.left().plus(GRACE));
            if (start.ok()) {
                ports.remember(port);
                return port;
            }
            if (running().isPresent()) {
                throw stillStarting();
            }
            String said = log.since(mark);
            boolean portTaken = said.contains("could not bind") && ++portsTaken < PORT_TRIES;
            // children of a killed server need a moment to notice
            boolean childrenLeft = said.contains("pre-existing shared memory block");
            if (deadline.passed() || !(portTaken || childrenLeft)) {
                throw startFailed(said.isBlank() ? String.join("\n", start.output()) : said);
            }
            deadline.pause(STEP);
        }
    }

    /** Sees to a postmaster.pid that would keep a new server from starting; only when none runs. */
    private void disarm(Deadline deadline) throws IOException {
        Optional<Postmaster> left = Postmaster.read(folder.data());
        if (left.isPresent() && left.get().pid() == 0) {
            // a server writes the file right after it makes it
            deadline.pause(HALF_WRITTEN);
            left = Postmaster.read(folder.data());
        }
        if (left.isPresent()) {
            left.get().disarm();
        }
    }

    /**
     * The shell that pg_ctl starts reads the options, so there is nothing in them that a shell could take for something
     * else; folders go by the environment and the working directory. On the command line, no configuration file can
     * make the server listen elsewhere.
     */
    private List<String> startArguments(int port, Deadline deadline) {
        String options =
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c cluster_name=ordermig";
        long seconds = Math.max(1, deadline.left().plusMillis(999).toSeconds());
        return List.of(
                "start",
                "-w",
                "-t",
                Long.toString(seconds),
                "-l",
                String.valueOf(folder.log().getFileName()),
                "-o",
                options);
    }

    private Map<String, String> settings() {
        return Map.of("PGDATA", folder.data().toString());
    }

    private void refuseOtherContainers() throws IOException {
        Optional<Holder> elsewhere = new Leases(folder.leases()).elsewhere();
        if (elsewhere.isPresent()) {
            throw new OrdermigException(LocalProblem.HELD_ELSEWHERE
                    .says("A run in another container uses the data of the local PostgreSQL server.")
                    .where(folder.data().toString())
                    .detail("It is pid " + elsewhere.get().pid()
                            + " there. Two servers on one folder would destroy it.")
                    .fix("Wait for that run, or end it.")
                    .fix(Remedy.set("url", "the address of a PostgreSQL server", "to use one that both can reach"))
                    .repeat(Repeat.SAFE)
                    .build());
        }
    }

    private OrdermigException startFailed(String said) {
        Problem.Builder problem = LocalProblem.START_FAILED
                .says("The local PostgreSQL server ended while it started.")
                .where(folder.log().toString());
        Programs.lastLines(said).forEach(problem::detail);
        LocalFolder.addSpace(problem, folder.data());
        return new OrdermigException(problem.fix("Mend what the server complains about, and run again.")
                .fix("Delete " + folder.data() + " to throw the data away and begin with an empty database.")
                .build());
    }

    private OrdermigException stillStarting() {
        return new OrdermigException(LocalProblem.START_TIMED_OUT
                .says("The local PostgreSQL server is not ready after " + Durations.text(startTimeout) + ".")
                .where(folder.log().toString())
                .detail("It goes on starting; after a crash it first has to bring its data in order.")
                .fix("Run again in a while; the next run joins it.")
                .fix(Remedy.set("local.startTimeout", "a longer time", "to wait longer"))
                .changed("the server was started and goes on starting")
                .repeat(Repeat.SAFE)
                .build());
    }

    private OrdermigException notAnswering(Postmaster server, @Nullable SQLException cause) {
        return new OrdermigException(
                LocalProblem.SERVER_NOT_ANSWERING
                        .says("The local PostgreSQL server runs but does not answer.")
                        .where("pid " + server.pid() + ", 127.0.0.1:" + server.port() + ", log " + folder.log())
                        .detail(cause == null ? "" : String.valueOf(cause.getMessage()))
                        .fix("See in the log what it does; if it is stuck, end pid " + server.pid() + ".")
                        .fix(Remedy.set("local.startTimeout", "a longer time", "to wait longer"))
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
