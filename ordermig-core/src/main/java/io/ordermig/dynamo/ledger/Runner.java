package io.ordermig.dynamo.ledger;

/**
 * Who is at work.
 *
 * @param run the id of the run
 * @param host the name of the machine, or of the container
 * @param user who started it: the user of the machine, or the pipeline
 */
public record Runner(String run, String host, String user) {

    /** For people: {@code run 20260301T101500Z-7f3a of ana on build-7}. */
    public String title() {
        return "run " + run + " of " + user + " on " + host;
    }
}
