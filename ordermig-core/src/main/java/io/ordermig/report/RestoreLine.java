package io.ordermig.report;

import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Vocabulary;
import java.util.Map;

/** The line that takes data back to a restore point. */
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
}
