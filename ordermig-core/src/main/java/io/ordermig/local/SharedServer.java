package io.ordermig.local;

import io.ordermig.config.Secret;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of a folder and the rule by which its users share it: whoever enters takes a lease, the last one to leave
 * stops the server, and one at a time does either.
 *
 * @param config where it lives and what it serves
 * @param folder its folder, ready
 * @param binaries what it runs from
 * @param server starts and stops it
 * @param sleeper waits
 */
record SharedServer(LocalPostgresConfig config, LocalFolder folder, Binaries binaries, Server server, Sleeper sleeper) {

    private static final Logger LOG = LoggerFactory.getLogger(SharedServer.class);

    /** After these the server may still come up, or belongs to somebody: it is left alone. */
    private static final Set<LocalProblem> LEFT_ALONE = EnumSet.of(
            LocalProblem.START_TIMED_OUT,
            LocalProblem.SERVER_NOT_ANSWERING,
            LocalProblem.HELD_ELSEWHERE,
            LocalProblem.INTERRUPTED);

    /**
     * One user of the server.
     *
     * @param lease counts as long as it is held
     * @param database the application's database
     * @param up the server, answering
     */
    record Entry(LockFile lease, Database database, Server.Up up) {}

    /** Prepares the folder and the binaries; starts nothing yet. */
    static SharedServer prepare(LocalPostgresConfig config, Sleeper sleeper) {
        Launcher launcher = Launcher.forThisUser();
        LocalFolder folder;
        try {
            folder = LocalFolder.prepare(config.directory());
        } catch (IOException e) {
            throw LocalFolder.unusable(config.directory(), e);
        }
        Binaries binaries;
        try {
            Deadline turn = Deadline.in(config.turnTimeout(), sleeper);
            binaries = BinariesCache.in(config.binariesCache()).binaries(config.binariesJar(), turn);
        } catch (IOException e) {
            throw LocalFolder.unusable(config.binariesCache(), e);
        }
        Programs programs = new Programs(launcher, binaries.bin(), folder.home());
        Server server = new Server(folder, programs, config.startTimeout(), Server.STOP_TIMEOUT, config.port());
        return new SharedServer(config, folder, binaries, server, sleeper);
    }

    /** Joins or starts the server. */
    Entry enter() {
        try {
            return new ControlLock(folder.controlLock()).hold(turn(), () -> {
                LockFile lease = leases().take();
                try {
                    Database database = database();
                    return new Entry(lease, database, server.up(database, sleeper));
                } catch (IOException | RuntimeException e) {
                    giveUp(lease, e);
                    throw e;
                }
            });
        } catch (IOException e) {
            throw LocalFolder.unusable(folder.home(), e);
        }
    }

    /**
     * Ends a lease, and stops the server if it was the last.
     *
     * @throws OrdermigException with {@link LocalProblem#STOP_FAILED} when the server does not stop in time
     */
    void leave(LockFile lease) {
        try {
            leaveInTurn(lease);
        } catch (IOException e) {
            throw LocalFolder.unusable(folder.home(), e);
        }
    }

    private void leaveInTurn(LockFile lease) throws IOException {
        try {
            new ControlLock(folder.controlLock()).hold(turn(), () -> {
                Leases.abandon(lease);
                stopUnlessUsed();
                return lease;
            });
        } catch (OrdermigException e) {
            if (e.problem().code() != LocalProblem.BUSY) {
                throw e;
            }
            // whoever holds the lock leaves after us, and sees to the server then
            LOG.warn("{}", e.getMessage());
        } finally {
            Leases.abandon(lease);
        }
    }

    private void stopUnlessUsed() throws IOException {
        if (leases().live().isEmpty()) {
            server.stop();
        }
    }

    private void giveUp(LockFile lease, Exception reason) {
        boolean leaveAlone = reason instanceof OrdermigException known
                && known.problem().code() instanceof LocalProblem problem
                && LEFT_ALONE.contains(problem);
        try {
            Leases.abandon(lease);
            if (!leaveAlone) {
                stopUnlessUsed();
            }
        } catch (IOException | RuntimeException cleanUp) {
            reason.addSuppressed(cleanUp);
        }
    }

    private Database database() throws IOException {
        PasswordFile file = new PasswordFile(folder.passwordFile());
        DataFolder data = new DataFolder(folder.data());
        Optional<Secret> password = file.read();
        if (data.exists()) {
            data.checkVersion(binaries);
        } else {
            Secret secret = password.isPresent() ? password.get() : file.create();
            Programs programs = server.programs();
            data.create(binaries, programs, secret, Deadline.in(config.startTimeout(), sleeper));
            password = Optional.of(secret);
        }
        return new Database(config.database(), config.user(), password.orElseThrow(this::passwordMissing));
    }

    private OrdermigException passwordMissing() {
        Problem.Builder problem = LocalProblem.PASSWORD_REFUSED
                .says("The password of the local PostgreSQL server is missing.")
                .where(folder.passwordFile().toString())
                .detail("The data is there, the file with the password is not, or has no line for 127.0.0.1.");
        return new OrdermigException(problem.fix("Put the file back from a copy.")
                .fix("Delete " + folder.data() + " to throw the data away and begin with an empty database.")
                .build());
    }

    private Leases leases() {
        return new Leases(folder.leases());
    }

    private Deadline turn() {
        return Deadline.in(config.turnTimeout(), sleeper);
    }
}
