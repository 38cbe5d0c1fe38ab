package io.ordermig.dynamo.file;

import io.ordermig.config.ScriptsConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.FoundFile;
import io.ordermig.script.Placeholders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** Reads the text of one file after the other. */
final class DynamoFileReader {

    /** What begins the names of default placeholders. */
    private static final String NAMESPACE = "ordermig";

    /**
     * What a file says.
     *
     * @param checksum of its text
     */
    record Content(String checksum, DynamoHeader header, List<DynamoOperation> operations) {}

    private final ScriptsConfig.Placeholders form;
    private final Placeholders placeholders;
    private final ClassLoader classes;
    private final Consumer<Problem> problems;

    /**
     * A reader of files.
     *
     * @param environment what the placeholder of that name stands for
     * @param classes where the classes that files name are looked for
     * @param problems is given what is wrong
     */
    DynamoFileReader(
            ScriptsConfig.Placeholders form, String environment, ClassLoader classes, Consumer<Problem> problems) {
        this.form = form;
        this.placeholders = new Placeholders(form, NAMESPACE, Map.of("environment", environment), List.of("filename"));
        this.classes = classes;
        this.problems = problems;
    }

    /** What the file says; empty when it cannot be read at all. Problems are passed on. */
    Optional<Content> read(FoundFile file, boolean inverse) {
        String text;
        try {
            text = file.text();
        } catch (OrdermigException e) {
            e.problems().forEach(problems);
            return Optional.empty();
        }
        FileProblems found = new FileProblems(file.origin());
        Optional<YamlNode> root =
                YamlReader.read(text, new ScalarText(placeholders, form, file.name(), text, found), found);
        boolean readable = root.isPresent() || found.found().isEmpty();
        Content content = new Content(
                checksum(text),
                readable ? DynamoHeaderReader.read(text, inverse, found) : DynamoHeader.EMPTY,
                readable ? new OperationReader(classes, found).read(root) : List.of());
        found.found().forEach(problems);
        return Optional.of(content);
    }

    /** The checksum that Flyway has for a text: of its lines, without what ends them. */
    static String checksum(String text) {
        CRC32 crc = new CRC32();
        text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return String.valueOf((int) crc.getValue());
    }
}
