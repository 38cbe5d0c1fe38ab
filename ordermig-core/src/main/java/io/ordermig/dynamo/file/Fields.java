package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import io.ordermig.problem.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a mapping, each once. What is wrong with their names is noted; what is right remains. */
final class Fields {

    private Fields() {}

    /** The entries of a mapping with any keys; a key that is there already is noted and left out. */
    static Map<String, Entry> each(Mapping mapping, FileProblems problems) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            Entry first = entries.putIfAbsent(entry.key().text(), entry);
            if (first != null) {
                problems.add(problems.at(
                                entry.key().place(),
                                DynamoFileProblem.FIELD_TWICE,
                                entry.key().text() + " is given twice.")
                        .detail("The first stands on line "
                                + first.key().place().line() + ".")
                        .fix("Keep one of the two."));
            }
        }
        return entries;
    }

    /** The entries of a mapping whose keys are the names of fields. Those without a value are noted and left out. */
    static Map<String, YamlNode> named(Mapping mapping, String owner, Collection<String> names, FileProblems problems) {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        each(mapping, problems).forEach((name, entry) -> {
            if (!names.contains(name)) {
                problems.add(problems.at(
                                entry.key().place(),
                                DynamoFileProblem.FIELD_UNKNOWN,
                                owner + " has no field " + name + ".")
                        .detail(NearestName.hint(name, names))
                        .fix("Correct the name of the field, or take it out."));
            } else if (entry.value() instanceof Scalar scalar && scalar.isNull()) {
                problems.value(
                        entry.key().place(),
                        name + " has no value.",
                        scalar.text().isEmpty()
                                ? "What belongs to it is indented below it; text that begins with # is in quotes."
                                : "",
                        "Give it one, in quotes if it is text, or take the field out.");
            } else {
                fields.put(name, entry.value());
            }
        });
        return fields;
    }

    /** Notes which of the required fields a mapping does not have. */
    static void require(Mapping mapping, String owner, List<String> required, FileProblems problems) {
        for (String name : required) {
            if (mapping.entries().stream().noneMatch(entry -> entry.key().text().equals(name))) {
                problems.add(problems.at(
                                mapping.place(),
                                DynamoFileProblem.FIELD_MISSING,
                                owner + " needs the field " + name + ".")
                        .fix("Add " + name + "."));
            }
        }
    }

    /** The value as a mapping; noted and {@code null} when it is something else. */
    static @Nullable Mapping mapping(YamlNode node, String what, FileProblems problems) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        mismatch(node, what, problems);
        return null;
    }

    /** The value as text; noted and {@code null} when it is something else. */
    static @Nullable String text(YamlNode node, FileProblems problems) {
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        mismatch(node, "text", problems);
        return null;
    }

    /** Notes a value of another kind than the expected one. */
    static void mismatch(YamlNode node, String expected, FileProblems problems) {
        problems.value(
                node.place(),
                "Here stands " + node.kind() + ", where " + expected + " is expected.",
                "",
                "Write " + expected + ".");
    }
}
