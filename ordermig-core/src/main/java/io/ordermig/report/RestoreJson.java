package io.ordermig.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the part of a report that is about a restore. */
final class RestoreJson {

    private RestoreJson() {}

    static void write(JsonGenerator json, RestoreEntry restore) throws IOException {
        RestorePlan plan = restore.plan();
        json.writeObjectFieldStart("restore");
        json.writeStringField("source", plan.source());
        json.writeStringField("noun", plan.noun());
        json.writeStringField("strategy", ReportJson.word(plan.strategy().name()));
        from(json, plan.origin());
        json.writeBooleanField("confirmed", restore.confirmed());
        span(json, "expectedOutage", plan.outage());
        ReportJson.array(json, "notices", plan.notices(), JsonGenerator::writeString);
        ReportJson.array(json, "steps", restore.steps(), RestoreJson::step);
        ReportJson.array(json, "verifications", restore.verifications(), RestoreJson::verification);
        if (restore.outage().isPresent()) {
            json.writeNumberField("outage", restore.outage().get().toMillis());
        }
        Optional<Aftermath> aftermath = restore.aftermath();
        String kept = aftermath.map(Aftermath::kept).orElse("");
        if (!kept.isEmpty()) {
            json.writeStringField("kept", kept);
        }
        ReportJson.array(json, "checklist", aftermath.map(Aftermath::items).orElse(List.of()), RestoreJson::item);
        json.writeEndObject();
    }

    private static void from(JsonGenerator json, RestorePlan.Origin origin) throws IOException {
        json.writeObjectFieldStart("from");
        if (origin.point().isPresent()) {
            RestorePoint point = origin.point().get();
            json.writeStringField("kind", ReportJson.word(point.kind().name()));
            json.writeStringField("id", point.id());
        }
        json.writeStringField("time", origin.time().toString());
        if (!origin.schemaVersion().isEmpty()) {
            json.writeStringField("schemaVersion", origin.schemaVersion());
        }
        json.writeEndObject();
    }

    private static void step(JsonGenerator json, RestoreEntry.Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", step.planned().title());
        json.writeStringField("state", ReportJson.word(step.state().name()));
        json.writeBooleanField("alreadySo", step.alreadySo());
        json.writeBooleanField("outage", step.planned().outage());
        span(json, "expected", step.planned().expected());
        ReportJson.duration(json, step.took());
        json.writeEndObject();
    }

    private static void span(JsonGenerator json, String name, RestorePlan.Span span) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("least", span.least().toMillis());
        json.writeNumberField("most", span.most().toMillis());
        json.writeEndObject();
    }

    private static void verification(JsonGenerator json, RestoreEntry.Verification verification) throws IOException {
        json.writeStartObject();
        json.writeStringField("question", verification.question());
        json.writeStringField("answer", verification.answer());
        json.writeBooleanField("passed", verification.passed());
        ReportJson.duration(json, verification.took());
        json.writeEndObject();
    }

    private static void item(JsonGenerator json, Aftermath.Item item) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", item.what());
        ReportJson.array(json, "commands", item.commands(), JsonGenerator::writeString);
        json.writeEndObject();
    }
}
