package io.ordermig.report;

import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Vocabulary;
import java.util.Map;

/**
 * The line that takes data back to a restore point. As it is, the goal {@code restore} only shows what it would do; whoever
 * has read that adds the confirmation.
 */
public final class RestoreLine {

    private RestoreLine() {}

    /**
     * The line as it is typed. A backup of a DynamoDB table is restored into a table of another name, because a table can
     * be neither overwritten nor renamed.
     */
    public static String of(RestorePoint point, Vocabulary words) {
        if (point.kind() == RestorePoint.Kind.TABLE_BACKUP) {
            return "aws dynamodb restore-table-from-backup --target-table-name " + point.source()
                    + "-restored --backup-arn " + point.id();
        }
        return words.goal("restore", Map.of("snapshotId", point.id()));
    }

    /** What to add to the line of a restore point of PostgreSQL, so that it is done. */
    public static String confirmation(RestorePoint point, Vocabulary words) {
        return words.setting("confirm", point.source());
    }

    /** A sentence to stand beside the line of a restore point of PostgreSQL. */
    public static String note(RestorePoint point, Vocabulary words) {
        return "As it is, that line only shows what would be done. To do it, add " + confirmation(point, words)
                + "; what was written since is lost then.";
    }
}
