package io.ordermig.report;

import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Vocabulary;
import java.util.Map;

/** The line that takes data back to a restore point. */
public final class RestoreLine {

    private RestoreLine() {}

    /** The line as it is typed. */
    public static String of(RestorePoint point, Vocabulary words) {
        return words.goal("restore", Map.of("snapshotId", point.id()));
    }
}
