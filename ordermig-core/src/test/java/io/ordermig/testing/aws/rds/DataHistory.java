package io.ordermig.testing.aws.rds;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Which data a database had when: names that a test gives, so that it can tell what a restored one has. */
final class DataHistory {

    private final TreeMap<Instant, String> versions = new TreeMap<>();

    /** From now on it has this data. */
    void set(Instant now, String version) {
        versions.put(now, version);
    }

    /** What it had then. */
    String at(Instant instant) {
        Map.Entry<Instant, String> entry = versions.floorEntry(instant);
        return entry == null ? "" : entry.getValue();
    }
}
