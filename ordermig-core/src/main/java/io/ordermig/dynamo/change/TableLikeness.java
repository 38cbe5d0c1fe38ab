package io.ordermig.dynamo.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableWarmThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/** Whether a table is as a member of a request wants it. Some are described under another name than they are set by. */
final class TableLikeness {

    private static final Set<SSEStatus> ENCRYPTED = Set.of(SSEStatus.ENABLED, SSEStatus.ENABLING, SSEStatus.UPDATING);

    private TableLikeness() {}

    /**
     * Compares one member.
     *
     * @param member its name in {@code CreateTable} and {@code UpdateTable}
     */
    static Likeness of(String member, Object wanted, TableDescription table) {
        return switch (member) {
            case "BillingMode" ->
                when(wanted.toString().equals(LiveTable.billingMode(table).toString()));
            case "TableClass" -> when(wanted.toString().equals(tableClass(table)));
            case "SSESpecification" -> ofEncryption((SSESpecification) wanted, table.sseDescription());
            case "WarmThroughput" -> ofWarmth((WarmThroughput) wanted, table.warmThroughput());
            case "StreamSpecification" -> ofStream((StreamSpecification) wanted, table);
            default ->
                Members.field(table, member).isEmpty()
                        ? Likeness.UNKNOWN
                        : Likeness.ofValue(wanted, Members.value(table, member));
        };
    }

    private static String tableClass(TableDescription table) {
        return Optional.ofNullable(table.tableClassSummary())
                .map(summary -> summary.tableClassAsString())
                .orElse(TableClass.STANDARD.toString());
    }

    private static Likeness ofStream(StreamSpecification wanted, TableDescription table) {
        Optional<StreamSpecification> live = LiveTable.stream(table);
        if (!Boolean.TRUE.equals(wanted.streamEnabled())) {
            return when(live.isEmpty());
        }
        return live.isEmpty() ? Likeness.DIFFERENT : Likeness.of(wanted, live);
    }

    /** It only grows, and DynamoDB lets it grow by itself. */
    private static Likeness ofWarmth(WarmThroughput wanted, @Nullable TableWarmThroughputDescription live) {
        return when(live != null
                && isEnough(wanted.readUnitsPerSecond(), live.readUnitsPerSecond())
                && isEnough(wanted.writeUnitsPerSecond(), live.writeUnitsPerSecond()));
    }

    private static boolean isEnough(@Nullable Long wanted, @Nullable Long live) {
        return wanted == null || (live != null && live >= wanted);
    }

    private static Likeness ofEncryption(SSESpecification wanted, @Nullable SSEDescription live) {
        boolean encrypted = live != null && ENCRYPTED.contains(live.status());
        if (!Boolean.TRUE.equals(wanted.enabled())) {
            return when(!encrypted);
        }
        if (live == null || !encrypted || (wanted.sseType() != null && wanted.sseType() != live.sseType())) {
            return Likeness.DIFFERENT;
        }
        String key = wanted.kmsMasterKeyId();
        String arn = live.kmsMasterKeyArn() == null ? "" : live.kmsMasterKeyArn();
        if (key == null || arn.equals(key) || arn.endsWith("/" + key)) {
            return Likeness.SAME;
        }
        // Only KMS knows which key an alias stands for.
        return key.contains("alias/") ? Likeness.UNKNOWN : Likeness.DIFFERENT;
    }

    /** Keys and projection of an index, which nothing changes once it is there. */
    static Likeness ofShape(SdkPojo wanted, SdkPojo live) {
        return Likeness.of(shape(wanted), Optional.of(shape(live)));
    }

    private static SdkPojo shape(SdkPojo index) {
        GlobalSecondaryIndexDescription.Builder shape = GlobalSecondaryIndexDescription.builder();
        for (String member : List.of("KeySchema", "Projection")) {
            Optional<Object> value = Members.value(index, member);
            Members.field(shape, member).ifPresent(field -> value.ifPresent(each -> field.set(shape, each)));
        }
        return shape.build();
    }

    /** Indexes by name, whatever their type. */
    static Map<String, SdkPojo> byName(List<? extends SdkPojo> indexes) {
        Map<String, SdkPojo> byName = new TreeMap<>();
        indexes.forEach(index -> byName.put(Members.text(index, "IndexName").orElse(""), index));
        return byName;
    }

    private static Likeness when(boolean same) {
        return same ? Likeness.SAME : Likeness.DIFFERENT;
    }
}
