package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A DynamoDB Local that keeps its tables under the project, shared by all who {@link #open} the same folder at the same
 * time: threads, class loaders and JVMs. The first starts it, the last one to {@link #close} stops it. One that a killed
 * JVM left behind is joined by the next.
 *
 * <p>It takes any credentials, as long as there are some, and shows the same tables to all regions. It listens on
 * <em>all</em> addresses of this machine, because it knows no other way. Its telemetry is off. It does not end with the
 * JVM: without {@link #close}, or {@link #stopOnExit}, it stays.
 *
 * <p>DynamoDB Local is not open source: see {@link #licence}. It is neither part of ordermig nor loaded by it.
 *
 * <p>Safe for use by many threads.
 */
public final class LocalDynamo implements AutoCloseable {

    private final DynamoFolder folder;
    private final Entry entry;
    private final Visit visit;

    /**
     * One user of the server.
     *
     * @param lease counts as long as it is held
     * @param up the server, answering
     */
    private record Entry(LockFile lease, DynamoServer.Up up) {}

    private LocalDynamo(DynamoFolder folder, Entry entry, Sharing sharing) {
        this.folder = folder;
        this.entry = entry;
        this.visit = new Visit("local-dynamo", () -> sharing.leave(entry.lease()));
    }

    /**
     * Joins the running server of the folder, or starts it. Every wait in here ends: with the start timeout, or a small
     * multiple of it while others start or stop.
     *
     * @param sleeper waits between two looks
     * @throws OrdermigException with a {@link LocalProblem}
     */
    public static LocalDynamo open(LocalDynamoConfig config, Sleeper sleeper) {
        DynamoFolder folder;
        try {
            folder = DynamoFolder.prepare(config.directory());
        } catch (IOException e) {
            throw LocalFolder.unusable(config.directory(), e);
        }
        DynamoServer server = new DynamoServer(config, folder, DynamoServer.STOP_TIMEOUT, sleeper);
        Sharing sharing =
                new Sharing(folder.controlLock(), folder.leases(), config.turnTimeout(), sleeper, server::stop);
        return new LocalDynamo(folder, sharing.enter(lease -> new Entry(lease, server.up())), sharing);
    }

    /** What its user has to know about its licence, for whoever shows that it was started. */
    public static String licence() {
        return "DynamoDB Local is Amazon's and not open source. Its licence (LICENSE.txt in its jar) allows to use it for"
                + " internal business purposes in connection with the services of AWS, by who has an AWS account in good"
                + " standing.";
    }

    /** Where clients find it. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The port it listens on. */
    public int port() {
        return entry.up().port();
    }

    /** Whether this object started the server; false when it joined a running one. */
    public boolean startedHere() {
        return entry.up().startedHere();
    }

    /** The server's log. */
    public Path logFile() {
        return folder.log();
    }

    /**
     * Closes this object when the JVM ends in order (its last line, {@link System#exit}, Ctrl-C, SIGTERM) before anybody
     * else does. Without effect once the JVM is ending.
     *
     * @return this
     */
    public LocalDynamo stopOnExit() {
        visit.endOnExit();
        return this;
    }

    /**
     * Leaves the server; the last one to leave stops it, within a limit. Works for an interrupted thread, too, and does
     * nothing the second time.
     *
     * @throws OrdermigException with {@link LocalProblem#DYNAMO_STOP_FAILED} when it does not stop; nothing is lost then,
     *     and the next {@link #open} joins it
     */
    @Override
    public void close() {
        visit.end();
    }
}
