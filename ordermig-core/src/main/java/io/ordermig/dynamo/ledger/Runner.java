package io.ordermig.dynamo.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who is at work.
 *
 * @param run the id of the run
 * @param host the name of the machine, or of the container
 * @param user who started it: the user of the machine, or the pipeline
 */
public record Runner(String run, String host, String user) {

    /** Whoever runs this, on this machine. */
    public static Runner here(String run) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return new Runner(run, host, System.getProperty("user.name", "unknown"));
    }

    /** For people: {@code run 20260301T101500Z-7f3a of ana on build-7}. */
    public String title() {
        return "run " + run + " of " + user + " on " + host;
    }
}
