package io.ordermig.dynamo.backfill;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How plans and checkpoints are written. Each content says in which epoch it was. */
final class CheckpointContent {

    private static final String EPOCH = "epoch";
    private static final String BEGUN = "begun";

    private CheckpointContent() {}

    static long epoch(Map<String, AttributeValue> content) {
        return whole(content, EPOCH);
    }

    /** The round that a checkpoint belongs to. */
    static long begun(Map<String, AttributeValue> content) {
        return whole(content, BEGUN);
    }

    static Map<String, AttributeValue> of(BackfillPlan plan, long epoch) {
        Map<String, AttributeValue> content = new HashMap<>(of(plan.earlier()));
        content.put(EPOCH, number(epoch));
        content.put("identity", AttributeValue.fromS(plan.identity()));
        content.put(BEGUN, number(plan.begun()));
        content.put("round", number(plan.round()));
        content.put("segments", number(plan.segments()));
        content.put("items", number(plan.estimate().items()));
        content.put("matching", number(plan.estimate().matching()));
        content.put("countingUnits", number(plan.estimate().readUnits()));
        return content;
    }

    static BackfillPlan plan(Map<String, AttributeValue> content) {
        AttributeValue identity = content.get("identity");
        return new BackfillPlan(
                identity == null || identity.s() == null ? "" : identity.s(),
                whole(content, BEGUN),
                (int) whole(content, "round"),
                (int) Math.max(1, whole(content, "segments")),
                new BackfillEstimate(
                        whole(content, "items"), whole(content, "matching"), decimal(content, "countingUnits")),
                counts(content));
    }

    static Map<String, AttributeValue> of(SegmentCheckpoint checkpoint, long begun, long epoch) {
        Map<String, AttributeValue> content = new HashMap<>(of(checkpoint.counts()));
        content.put(EPOCH, number(epoch));
        content.put(BEGUN, number(begun));
        content.put("done", AttributeValue.fromBool(checkpoint.done()));
        content.put("position", AttributeValue.fromM(checkpoint.position()));
        return content;
    }

    static SegmentCheckpoint segment(Map<String, AttributeValue> content) {
        AttributeValue position = content.get("position");
        AttributeValue done = content.get("done");
        return new SegmentCheckpoint(
                position == null ? Map.of() : position.m(),
                done != null && Boolean.TRUE.equals(done.bool()),
                counts(content));
    }

    private static Map<String, AttributeValue> of(BackfillCounts counts) {
        return Map.of(
                "lookedAt", number(counts.lookedAt()),
                "changed", number(counts.changed()),
                "passedOver", number(counts.passedOver()),
                "lostRaces", number(counts.lostRaces()),
                "readUnits", number(counts.readUnits()),
                "writeUnits", number(counts.writeUnits()));
    }

    private static BackfillCounts counts(Map<String, AttributeValue> content) {
        return new BackfillCounts(
                whole(content, "lookedAt"),
                whole(content, "changed"),
                whole(content, "passedOver"),
                whole(content, "lostRaces"),
                decimal(content, "readUnits"),
                decimal(content, "writeUnits"));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** In halves, as DynamoDB counts: what it keeps is then what was given to it, to the last digit. */
    private static AttributeValue number(double units) {
        return number(Math.round(units * 2));
    }

    private static double decimal(Map<String, AttributeValue> content, String name) {
        return whole(content, name) / 2.0;
    }

    private static long whole(Map<String, AttributeValue> content, String name) {
        AttributeValue value = content.get(name);
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }
}
