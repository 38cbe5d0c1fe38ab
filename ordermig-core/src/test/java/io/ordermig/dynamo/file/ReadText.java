package io.ordermig.dynamo.file;

import io.ordermig.config.ScriptsConfig;
import io.ordermig.problem.Problem;
import io.ordermig.script.Placeholders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text that a test has read. */
record ReadText(List<DynamoOperation> operations, DynamoHeader header, List<Problem> problems) {

    static ReadText of(String text) {
        return of(text, Map.of());
    }

    static ReadText of(String text, Map<String, String> placeholders) {
        return of(text, placeholders, false);
    }

    static ReadText of(String text, Map<String, String> values, boolean inverse) {
        ScriptsConfig.Placeholders form = new ScriptsConfig.Placeholders(true, "${", "}", ":", values);
        Placeholders placeholders =
                new Placeholders(form, "ordermig", Map.of("environment", "staging"), List.of("filename"));
        FileProblems problems = new FileProblems("V1__a.yaml");
        Optional<YamlNode> root =
                YamlReader.read(text, new ScalarText(placeholders, form, "V1__a.yaml", text, problems), problems);
        if (root.isEmpty() && !problems.found().isEmpty()) {
            return new ReadText(List.of(), DynamoHeader.EMPTY, problems.found());
        }
        DynamoHeader header = DynamoHeaderReader.read(text, inverse, problems);
        List<DynamoOperation> operations = new OperationReader(ReadText.class.getClassLoader(), problems).read(root);
        return new ReadText(operations, header, problems.found());
    }

    /** The only problem, as code, sentence, place and explanation. */
    String only() {
        if (problems.size() != 1) {
            throw new AssertionError(problems);
        }
        Problem problem = problems.get(0);
        return String.join(
                "|", problem.code().id(), problem.what(), problem.where(), String.join(" ", problem.details()));
    }
}
