package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import io.ordermig.dynamo.file.YamlNode.Sequence;
import io.ordermig.problem.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Reads the list of operations that a file is. */
final class OperationReader {

    private static final String BACKFILL = "Backfill";
    private static final List<String> NAMES = names();

    private final FileProblems problems;
    private final RequestReader requests;
    private final BackfillReader backfills;

    OperationReader(ClassLoader classes, FileProblems problems) {
        this.problems = problems;
        this.requests = new RequestReader(problems);
        this.backfills = new BackfillReader(requests, classes, problems);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(OperationKind.names());
        names.add(BACKFILL);
        return List.copyOf(names);
    }

    /** The operations in order; those that cannot be read are noted and left out. */
    List<DynamoOperation> read(Optional<YamlNode> root) {
        List<YamlNode> entries = root.isPresent() && root.get() instanceof Sequence list ? list.items() : List.of();
        if (entries.isEmpty()) {
            problems.add(problems.at(
                            root.map(YamlNode::place).orElse(new Place(1, 1, "")),
                            DynamoFileProblem.OPERATION,
                            root.isPresent() && root.get() instanceof Mapping
                                    ? "The file is a mapping, where a list of operations is expected."
                                    : "The file holds no operations.")
                    .fix("Begin each operation with a hyphen: - CreateTable:"));
        }
        return entries.stream().flatMap(entry -> operation(entry).stream()).toList();
    }

    private Optional<DynamoOperation> operation(YamlNode node) {
        if (!(node instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(problems.at(
                            node.place(),
                            DynamoFileProblem.OPERATION,
                            "Here stands " + node.kind() + ", where an operation is expected.")
                    .fix("Write the name of an operation, a colon, and its fields."));
            return Optional.empty();
        }
        Entry entry = mapping.entries().get(0);
        if (mapping.entries().size() > 1) {
            String others = mapping.entries().stream()
                    .skip(1)
                    .map(other -> other.key().text())
                    .collect(Collectors.joining(", "));
            boolean indented = entry.value() instanceof Scalar scalar && scalar.isNull();
            problems.add(problems.at(
                            mapping.entries().get(1).key().place(),
                            DynamoFileProblem.OPERATION,
                            "Beside " + entry.key().text() + " stands " + others + ".")
                    .detail("An entry of the list holds one operation and nothing else.")
                    .fix(
                            indented
                                    ? "Indent the fields deeper than "
                                            + entry.key().text() + "."
                                    : "Give each operation an entry of its own, with a hyphen."));
            return Optional.empty();
        }
        return operation(entry);
    }

    private Optional<DynamoOperation> operation(Entry entry) {
        String name = entry.key().text();
        int line = entry.key().place().line();
        if (name.equals(BACKFILL)) {
            return backfills.read(name, line, entry.value());
        }
        Optional<OperationKind> kind = OperationKind.named(name);
        if (kind.isEmpty()) {
            problems.add(
                    problems.at(entry.key().place(), DynamoFileProblem.OPERATION, "There is no operation " + name + ".")
                            .detail(NearestName.hint(name, NAMES))
                            .fix("Correct the name of the operation."));
            return Optional.empty();
        }
        return Optional.ofNullable(requests.read(kind.get().builder(), entry.value(), name))
                .map(request -> new DynamoOperation.Call(name, line, (DynamoDbRequest) request));
    }
}
