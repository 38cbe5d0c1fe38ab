package io.ordermig.local;

import io.ordermig.config.Secret;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.util.Optional;

/**
 * The PostgreSQL server of a folder, shared by its users.
 *
 * @param config where it lives and what it serves
 * @param folder its folder, ready
 * @param binaries what it runs from
 * @param server starts and stops it
 * @param sleeper waits
 */
record SharedServer(LocalPostgresConfig config, LocalFolder folder, Binaries binaries, Server server, Sleeper sleeper) {

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
        return sharing().enter(lease -> {
            Database database = database();
            return new Entry(lease, database, server.up(database, sleeper));
        });
    }

    /**
     * Ends a lease, and stops the server if it was the last.
     *
     * @throws OrdermigException with {@link LocalProblem#STOP_FAILED} when the server does not stop in time
     */
    void leave(LockFile lease) {
        sharing().leave(lease);
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

    private Sharing sharing() {
        return new Sharing(folder.controlLock(), folder.leases(), config.turnTimeout(), sleeper, server::stop);
    }
}
