package io.ordermig.restore.rds;

import java.util.Optional;

/**
 * How far an earlier run has come, by names alone. What is not told by names is done again: comparing and asking cost
 * little.
 */
record Progress(Situation now, Optional<RdsResource> begun, String source, String made) {

    boolean isDone(Stage stage) {
        if (begun.isEmpty()) {
            return false;
        }
        RdsResource ours = begun.get();
        Mark mark = ours.mark().orElseThrow();
        boolean entered = ours.identifier().equals(source) && !made.equals(source);
        return switch (stage) {
            case RESTORE -> !ours.isToBeDeleted();
            case SETTLE, COMPARE, VERIFY -> entered;
            case LEAVE ->
                entered
                        || now.serving()
                                .filter(each -> each.resource().equals(mark.replaces()))
                                .isEmpty();
            case ENTER -> entered;
            case DELETE, MEMBERS, ENDPOINT -> false;
        };
    }
}
