package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Remedy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The port the server listens on: remembered, so that what a developer has set up in psql or an IDE goes on working.
 *
 * @param file remembers the port
 * @param server what listens, for people
 * @param parameter asks for a port
 * @param everywhere whether it listens on all addresses of this machine, not on 127.0.0.1 alone
 */
record ServerPort(Path file, String server, String parameter, boolean everywhere) {

    /** Below the ports that operating systems hand out to clients, where a remembered one would often be taken. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;
    private static final int TRIES = 50;
    private static final Duration STEP = Duration.ofMillis(20);

    /** How long a port is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * A port that is free now. A server that was killed keeps its port until its connections are gone, a moment later: the
     * one that is wanted, or was used last, is waited for.
     *
     * @param patience how long to wait for it
     * @param wanted the only acceptable one, or 0 for the remembered one or any
     * @throws OrdermigException with {@link LocalProblem#PORT_TAKEN} when the wanted one is not free
     */
    int choose(int wanted, Deadline patience) throws IOException {
        if (wanted != 0) {
            if (!becomesFree(wanted, patience)) {
                throw taken(wanted);
            }
            return wanted;
        }
        int remembered = remembered();
        if (remembered != 0 && becomesFree(remembered, patience)) {
            return remembered;
        }
        // from the folder's name: the port stays when the folder is made anew, and projects do not collide
        int start = Math.floorMod(file.toString().hashCode(), COUNT);
        for (int step = 0; step < TRIES; step++) {
            int port = FIRST + (start + step) % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        try (ServerSocket any = new ServerSocket(0, 1, loopback())) {
            return any.getLocalPort();
        }
    }

    /** Notes the port that the server listens on. */
    void remember(int port) throws IOException {
        if (remembered() != port) {
            DurableFiles.write(file, port + "\n");
        }
    }

    private int remembered() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        String text = Files.readString(file).strip();
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        return port <= 65_535 ? port : 0;
    }

    private boolean becomesFree(int port, Deadline patience) {
        while (!isFree(port)) {
            if (patience.passed()) {
                return false;
            }
            patience.pause(STEP);
        }
        return true;
    }

    private boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(everywhere ? anyAddress() : loopback(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static InetAddress anyAddress() throws IOException {
        return InetAddress.getByAddress(new byte[] {0, 0, 0, 0});
    }

    /** Says that the wanted port is not free. */
    OrdermigException taken(int port) {
        return new OrdermigException(LocalProblem.PORT_TAKEN
                .says("The local " + server + " server cannot listen on port " + port + ".")
                .where("127.0.0.1:" + port)
                .detail("Another program uses the port, or this user may not.")
                .fix("End the program that uses port " + port + ".")
                .fix(Remedy.set(parameter, "0", "to have a free port chosen and remembered"))
                .build());
    }
}
