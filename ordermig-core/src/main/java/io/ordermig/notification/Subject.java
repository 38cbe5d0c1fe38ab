package io.ordermig.notification;

import io.ordermig.aws.Ascii;
import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.event.Outcome;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.RestoreEntry;
import io.ordermig.report.Summary;
import io.ordermig.time.Durations;
import java.util.Locale;

/**
 * The subject of a notification: {@code order-service migration succeeded: staging, orders 20240117100000 (3
 * migrations)}. Begins with a letter, has less than 100 characters, and only printable ones of ASCII, which is what SNS
 * takes in all its regions and by mail. Parts that are too long are shortened in their middle, the project first.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS API Reference, Publish</a>
 */
final class Subject {

    static final int LONGEST = 99;

    /** What stays of a part however long the others are. With three such parts and the words between, it always fits. */
    private static final int LEAST = 20;

    private Subject() {}

    static String of(String environment, MigrationReport.Step step, Outcome outcome) {
        return of(environment, step, words(step, outcome), detail(step, outcome));
    }

    /** The subject when a goal begins that people have to know of at once. */
    static String ofStart(String environment, MigrationReport.Step step) {
        return of(environment, step, Announcement.noun(step.goal().name()) + " BEGINS", restored(step));
    }

    private static String of(String environment, MigrationReport.Step step, String words, String details) {
        String project = Ascii.of(Announcement.artifact(step.goal().project()));
        if (project.isEmpty() || !isLetter(project.charAt(0))) {
            project = ("Project " + project).strip();
        }
        String place = Ascii.of(environment);
        String detail = Ascii.of(details);
        project = middle(project, room(project, join(project, words, place, detail)));
        detail = middle(detail, room(detail, join(project, words, place, detail)));
        place = middle(place, room(place, join(project, words, place, detail)));
        return join(project, words, place, detail);
    }

    private static String join(String project, String words, String place, String detail) {
        String alert = words.endsWith("FAILED") || words.endsWith("BEGINS") ? "ALERT: " : "";
        String where = place.isEmpty() || detail.isEmpty() ? place + detail : place + ", " + detail;
        return alert + project + " " + words + (where.isEmpty() ? "" : ": " + where);
    }

    private static String words(MigrationReport.Step step, Outcome outcome) {
        String noun = Announcement.noun(step.goal().name());
        return noun + " "
                + (outcome == Outcome.FAILED ? "FAILED" : outcome.name().toLowerCase(Locale.ROOT));
    }

    /** {@code orders (outage 2 m 10 s)}. */
    private static String restored(MigrationReport.Step step) {
        RestoreEntry restore = step.restore();
        if (restore == null) {
            return "";
        }
        return restore.plan().source()
                + restore.outage()
                        .map(outage -> " (outage " + Durations.text(outage) + ")")
                        .orElse("");
    }

    private static String detail(MigrationReport.Step step, Outcome outcome) {
        if (step.restore() != null) {
            return restored(step);
        }
        MigrationReport.Store store = step.store();
        String version = step.versionAfter() == null ? step.versionBefore() : step.versionAfter();
        // There is one DynamoDB; its region would cost the room for more useful words.
        String database = store == null || isDynamo(step) ? "" : store.database();
        String at = (database + " " + (version == null ? "" : version)).strip();
        return (at + " " + count(step, outcome)).strip();
    }

    private static String count(MigrationReport.Step step, Outcome outcome) {
        long applied = Announcement.applied(step);
        if (outcome == Outcome.FAILED && step.pending() > 0) {
            String of = isDynamo(step) ? String.valueOf(step.pending()) : Summary.count(step.pending(), "migration");
            return "(" + applied + " of " + of + " " + Announcement.done(step) + ")";
        }
        return applied == 0 ? "" : "(" + Summary.count(applied, "migration") + ")";
    }

    private static boolean isDynamo(MigrationReport.Step step) {
        return step.storeName().equals(DynamoEngine.STORE);
    }

    private static boolean isLetter(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }

    private static int room(String part, String whole) {
        return Math.max(LEAST, part.length() - Math.max(0, whole.length() - LONGEST));
    }

    /** Shortens ASCII text. */
    private static String middle(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int kept = longest - 3;
        return text.substring(0, kept - kept / 2) + "..." + text.substring(text.length() - kept / 2);
    }
}
