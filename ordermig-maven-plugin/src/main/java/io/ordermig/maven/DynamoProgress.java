package io.ordermig.maven;

import io.ordermig.event.RunEvent;
import io.ordermig.report.Summary;
import io.ordermig.time.Durations;
import java.util.Locale;

/** Words for what takes long on DynamoDB. */
final class DynamoProgress {

    private DynamoProgress() {}

    /** {@code waiting until orders and its indexes are ACTIVE: orders is UPDATING, index ByStatus CREATING, 1,204 items}. */
    static String text(RunEvent.TableProgressed event) {
        StringBuilder text = new StringBuilder(
                "waiting until " + event.waitingFor() + ": " + event.table() + " is " + event.state());
        event.indexes().stream()
                .filter(index -> !index.state().equals("ACTIVE"))
                .forEach(index -> text.append(", index ")
                        .append(index.name())
                        .append(' ')
                        .append(index.state())
                        .append(index.backfilling() ? ", " + Summary.count(index.items(), "item") + " so far" : ""));
        return text.toString();
    }

    static String text(RunEvent.BackfillStarted event) {
        String counted = event.items() == 0
                ? "not counted"
                : Summary.count(event.matching(), "item") + " of " + String.format(Locale.ROOT, "%,d", event.items())
                        + " to change" + (event.resumed() ? " when it began" : "");
        return (event.resumed() ? "Going on with the items of " : "Changing items of ") + event.table() + ": "
                + counted + ", " + Summary.count(event.segments(), "segment") + ", "
                + Summary.count(event.workers(), "worker");
    }

    static String text(RunEvent.BackfillProgressed event) {
        return event.table() + ", " + event.stage() + ": " + Summary.count(event.lookedAt(), "item") + " looked at, "
                + String.format(Locale.ROOT, "%,d changed, %,.0f a second", event.changed(), event.perSecond())
                + (event.remaining().isZero() ? "" : ", about " + Durations.text(event.remaining()) + " left");
    }

    static String text(RunEvent.BackfillFinished event) {
        return Summary.count(event.changed(), "item") + " of " + event.table() + " changed, "
                + String.format(Locale.ROOT, "%,d looked at", event.lookedAt())
                + (event.lostRaces() > 0
                        ? ", " + Summary.count(event.lostRaces(), "time") + " somebody else came first"
                        : "")
                + String.format(
                        Locale.ROOT, "; %,.0f read and %,.0f write units", event.readUnits(), event.writeUnits());
    }
}
