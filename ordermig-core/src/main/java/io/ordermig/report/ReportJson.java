package io.ordermig.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes a report as JSON. Times are ISO-8601 in UTC, durations are milliseconds, words are in lower case. */
final class ReportJson {

    private ReportJson() {}

    /** Writes one value; an {@link IOException} stands for what the writer could not take. */
    @FunctionalInterface
    interface Item<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    static void write(MigrationReport report, Writer out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeNumberField("format", MigrationReport.FORMAT);
            json.writeStringField("run", report.run());
            json.writeStringField("environment", report.environment());
            json.writeStringField("project", report.project());
            json.writeStringField(
                    "outcome", word(report.outcome().map(Outcome::name).orElse("running")));
            json.writeObjectFieldStart("versions");
            for (MigrationReport.Version version : report.versions()) {
                json.writeStringField(version.name(), version.version());
            }
            json.writeEndObject();
            array(json, "steps", report.steps(), ReportJson::step);
            Ways ways = Ways.of(report);
            array(json, "goOn", ways.on(), ReportJson::way);
            array(json, "goBack", ways.back(), ReportJson::way);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void step(JsonGenerator json, MigrationReport.Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("goal", step.goal().name());
        json.writeStringField("project", step.goal().project());
        json.writeStringField("started", step.started().toString());
        if (step.finished() != null) {
            json.writeStringField("finished", step.finished().toString());
            duration(json, step.took().orElse(Duration.ZERO));
        }
        json.writeStringField(
                "outcome",
                word(step.outcome() == null ? "running" : step.outcome().name()));
        MigrationReport.Store store = step.store();
        if (store != null) {
            json.writeObjectFieldStart("store");
            json.writeStringField("name", store.name());
            json.writeStringField("address", store.address());
            json.writeStringField("product", store.product());
            json.writeStringField("database", store.database());
            json.writeStringField("user", store.user());
            json.writeEndObject();
        }
        if (step.versionBefore() != null) {
            json.writeStringField("versionBefore", step.versionBefore());
        }
        if (step.versionAfter() != null) {
            json.writeStringField("versionAfter", step.versionAfter());
        }
        json.writeNumberField("pending", step.pending());
        array(
                json,
                "restorePoints",
                step.restorePoints(),
                (out, entry) -> point(out, entry, step.goal().words()));
        array(json, "migrations", step.migrations(), ReportJson::migration);
        if (step.restore() != null) {
            RestoreJson.write(json, step.restore());
        }
        array(json, "warnings", step.warnings(), JsonGenerator::writeString);
        array(
                json,
                "problems",
                step.problems(),
                (out, problem) -> problem(out, problem, step.goal().words()));
        json.writeEndObject();
    }

    private static void point(JsonGenerator json, MigrationReport.RestorePointEntry entry, Vocabulary words)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", word(entry.point().kind().name()));
        json.writeStringField("id", entry.point().id());
        json.writeStringField("source", entry.point().source());
        json.writeStringField("origin", word(entry.origin().name()));
        json.writeStringField("state", word(entry.state().name()));
        json.writeStringField("started", entry.point().started().toString());
        duration(json, entry.took());
        if (entry.bytes() > 0) {
            json.writeNumberField("bytes", entry.bytes());
        }
        if (!entry.manifest().isEmpty()) {
            json.writeStringField("manifest", entry.manifest());
        }
        if (entry.state() == MigrationReport.PointState.READY) {
            json.writeStringField("restore", RestoreLine.of(entry.point(), words));
        }
        json.writeEndObject();
    }

    private static void migration(JsonGenerator json, MigrationReport.Migration applied) throws IOException {
        MigrationRef migration = applied.migration();
        json.writeStartObject();
        json.writeStringField("version", migration.version());
        json.writeStringField("description", migration.description());
        json.writeStringField("script", migration.script());
        json.writeStringField("kind", migration.kind());
        json.writeStringField("phase", migration.phase());
        json.writeBooleanField("transactional", migration.transactional());
        json.writeStringField("inverse", word(applied.inverse().name()));
        json.writeStringField("state", word(applied.state().name()));
        json.writeStringField("started", applied.started().toString());
        duration(json, applied.took());
        json.writeNumberField("rows", applied.rows());
        array(json, "statements", applied.statements(), ReportJson::statement);
        array(json, "verifications", applied.verifications(), ReportJson::verification);
        if (!applied.operations().isEmpty()) {
            array(json, "operations", applied.operations(), ReportJson::operation);
        }
        if (!applied.backfills().isEmpty()) {
            array(json, "backfills", applied.backfills(), ReportJson::backfill);
        }
        json.writeEndObject();
    }

    private static void statement(JsonGenerator json, MigrationReport.Statement statement) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", statement.number());
        json.writeStringField("sql", statement.sql());
        duration(json, statement.took());
        json.writeNumberField("rows", statement.rows());
        json.writeBooleanField("slow", statement.slow());
        json.writeBooleanField("failed", statement.failed());
        array(json, "notices", statement.notices(), JsonGenerator::writeString);
        json.writeEndObject();
    }

    private static void operation(JsonGenerator json, MigrationReport.Operation operation) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", operation.table());
        json.writeStringField("name", operation.name());
        json.writeStringField("what", operation.what());
        json.writeBooleanField("alreadySo", operation.alreadySo());
        duration(json, operation.took());
        json.writeEndObject();
    }

    private static void backfill(JsonGenerator json, MigrationReport.Backfill backfill) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", backfill.table());
        json.writeNumberField("lookedAt", backfill.lookedAt());
        json.writeNumberField("changed", backfill.changed());
        json.writeNumberField("passedOver", backfill.passedOver());
        json.writeNumberField("lostRaces", backfill.lostRaces());
        json.writeNumberField("rounds", backfill.rounds());
        json.writeNumberField("readUnits", backfill.readUnits());
        json.writeNumberField("writeUnits", backfill.writeUnits());
        json.writeBooleanField("resumed", backfill.resumed());
        if (!backfill.resumed()) {
            json.writeNumberField("perSecond", Math.round(backfill.perSecond()));
        }
        duration(json, backfill.took());
        json.writeEndObject();
    }

    private static void way(JsonGenerator json, Ways.Way way) throws IOException {
        json.writeStartObject();
        json.writeStringField("store", way.store());
        json.writeStringField("what", way.what());
        json.writeStringField("command", way.command());
        json.writeEndObject();
    }

    private static void verification(JsonGenerator json, MigrationReport.Verification verification) throws IOException {
        json.writeStartObject();
        json.writeStringField("sql", verification.sql());
        json.writeBooleanField("passed", verification.passed());
        duration(json, verification.took());
        json.writeEndObject();
    }

    private static void problem(JsonGenerator json, Problem problem, Vocabulary words) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", problem.code().id());
        json.writeStringField("fault", word(problem.code().fault().name()));
        json.writeStringField("what", problem.what());
        json.writeStringField("where", problem.where());
        array(json, "details", problem.details(), JsonGenerator::writeString);
        array(json, "remedies", problem.remedies(), (out, remedy) -> out.writeString(remedy.spelled(words)));
        json.writeStringField("changed", problem.changed());
        json.writeStringField("repeat", word(problem.repeat().name()));
        json.writeEndObject();
    }

    static <T> void array(JsonGenerator json, String name, List<T> values, Item<T> item) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            item.write(json, value);
        }
        json.writeEndArray();
    }

    static void duration(JsonGenerator json, Duration duration) throws IOException {
        json.writeNumberField("milliseconds", duration.toMillis());
    }

    static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
