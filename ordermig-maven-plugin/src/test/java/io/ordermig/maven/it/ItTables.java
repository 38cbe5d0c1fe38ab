package io.ordermig.maven.it;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the DynamoDB tables of a project hold, in plain values: texts, numbers, lists, sets and maps. */
public final class ItTables {

    private static final String LEDGER = "ordermig_ledger";

    private final Function<String, List<Map<String, AttributeValue>>> reader;

    ItTables(Function<String, List<Map<String, AttributeValue>>> reader) {
        this.reader = reader;
    }

    /** All items of a table, in no order. */
    public List<Map<String, @Nullable Object>> items(String table) {
        return reader.apply(table).stream().map(ItTables::plain).toList();
    }

    /** The rows of the ledger of a kind, such as {@code migration}, in the order of their ids. */
    public List<Map<String, @Nullable Object>> ledger(String kind) {
        return items(LEDGER).stream()
                .filter(row -> kind.equals(row.get("kind")))
                .sorted(Comparator.comparing(row -> String.valueOf(row.get("id"))))
                .toList();
    }

    /** What the ledger says of migrations, such as {@code 1.1 APPLIED}, by version. */
    public List<String> history() {
        return ledger("migration").stream()
                .map(row -> row.get("version") + " " + row.get("state"))
                .toList();
    }

    private static Map<String, @Nullable Object> plain(Map<String, AttributeValue> item) {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        item.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static @Nullable Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case NUL -> null;
            case L -> value.l().stream().map(ItTables::plain).toList();
            case M -> plain(value.m());
            case SS -> Set.copyOf(value.ss());
            case NS -> Set.copyOf(value.ns().stream().map(BigDecimal::new).toList());
            case B -> value.b().asByteArray();
            default -> throw new IllegalArgumentException("No plain value for " + value);
        };
    }
}
