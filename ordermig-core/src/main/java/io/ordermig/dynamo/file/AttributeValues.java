package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import io.ordermig.dynamo.file.YamlNode.Sequence;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB demands of a value of an item, beyond what its model says. */
final class AttributeValues {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

    private AttributeValues() {}

    /** Notes what is wrong with a value that was read from a mapping. */
    static void check(AttributeValue value, Mapping mapping, FileProblems problems) {
        if (mapping.entries().size() != 1) {
            problems.value(
                    mapping.place(),
                    mapping.entries().isEmpty() ? "A value has no type." : "A value has more than one type.",
                    "",
                    "Give it exactly one of S, N, B, BOOL, NULL, SS, NS, BS, L and M.");
            return;
        }
        Entry entry = mapping.entries().get(0);
        switch (entry.key().text()) {
            case "N" -> number(entry.value(), problems);
            case "NS" -> {
                if (entry.value() instanceof Sequence numbers) {
                    numbers.items().forEach(number -> number(number, problems));
                }
                nonEmpty(entry, problems);
            }
            case "SS", "BS" -> nonEmpty(entry, problems);
            case "NULL" -> {
                if (Boolean.FALSE.equals(value.nul())) {
                    problems.value(
                            entry.value().place(), "NULL is true or nothing.", "", "Write true, or another type.");
                }
            }
            default -> {}
        }
    }

    private static void number(YamlNode node, FileProblems problems) {
        if (node instanceof Scalar scalar
                && !scalar.isNull()
                && !NUMBER.matcher(scalar.text()).matches()) {
            problems.value(
                    node.place(),
                    "Here stands " + node.kind() + ", where a number is expected.",
                    "",
                    "Write a number.");
        }
    }

    private static void nonEmpty(Entry entry, FileProblems problems) {
        if (entry.value() instanceof Sequence set && set.items().isEmpty()) {
            problems.value(
                    set.place(), "A set has no elements.", "DynamoDB keeps no empty sets.", "Leave the attribute out.");
        }
    }
}
