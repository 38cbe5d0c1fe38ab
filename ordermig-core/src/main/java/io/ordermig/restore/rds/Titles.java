package io.ordermig.restore.rds;

import software.amazon.awssdk.services.rds.model.DBInstance;

/** The steps of a restore, as people read them. */
record Titles(String source, RdsOrigin origin, String made, String replaced, String lastSnapshot) {

    String of(Stage stage) {
        return switch (stage) {
            case DELETE ->
                "Delete " + source
                        + (!lastSnapshot.isEmpty()
                                ? ", after one last snapshot " + lastSnapshot
                                : ", without a last snapshot")
                        + "; its automated backups stay";
            case RESTORE ->
                "Restore "
                        + origin.origin()
                                .point()
                                .map(point -> point.kind().noun() + " " + point.id())
                                .orElse(origin.origin().title())
                        + " as " + made;
            case SETTLE -> "Give " + made + " the settings of " + source;
            case COMPARE -> "Compare " + made + " with what was captured, setting by setting";
            case VERIFY -> "Ask " + made + " over SQL";
            case LEAVE -> "Rename " + source + " to " + replaced;
            case ENTER -> "Rename " + made + " to " + source;
            case MEMBERS ->
                "Rename the members of " + replaced + ", and those of " + source + " to " + members()
                        + ", each of which is rebooted";
            case ENDPOINT -> "Ask " + source + " at its endpoint";
        };
    }

    private String members() {
        return String.join(
                ", ",
                origin.wanted().instances().stream()
                        .map(DBInstance::dbInstanceIdentifier)
                        .toList());
    }
}
