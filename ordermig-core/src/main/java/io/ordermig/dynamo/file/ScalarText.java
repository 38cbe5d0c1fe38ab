package io.ordermig.dynamo.file;

import io.ordermig.config.ScriptsConfig;
import io.ordermig.problem.Remedy;
import io.ordermig.script.Placeholders;
import io.ordermig.script.ScriptProblem;

/** Replaces placeholders in the scalars of one file, and notes those without a value. Not thread-safe. */
final class ScalarText {

    private final Placeholders placeholders;
    private final ScriptsConfig.Placeholders form;
    private final String filename;
    private final String source;
    private final FileProblems problems;

    ScalarText(
            Placeholders placeholders,
            ScriptsConfig.Placeholders form,
            String filename,
            String source,
            FileProblems problems) {
        this.placeholders = placeholders;
        this.form = form;
        this.filename = filename;
        this.source = source;
        this.problems = problems;
    }

    /**
     * The text with the placeholders replaced.
     *
     * @param place where the scalar begins
     * @param index the same, as a number of code points from the beginning of the file
     */
    String replaced(String text, Place place, int index) {
        if (!text.contains(form.prefix())) {
            return text;
        }
        placeholders.unknown(text).keySet().forEach(name -> note(name, place, index));
        return placeholders.replace(text, filename);
    }

    private void note(String name, Place scalar, int index) {
        int begin = source.offsetByCodePoints(0, index);
        int found = source.indexOf(form.prefix() + name + form.suffix(), begin);
        int offset = found < 0 ? begin : found;
        int line = scalar.line()
                + (int) source.substring(begin, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int column =
                line == scalar.line() ? scalar.column() + offset - begin : offset - source.lastIndexOf('\n', offset);
        problems.add(problems.at(
                        new Place(line, column, scalar.path()),
                        ScriptProblem.PLACEHOLDER_UNKNOWN,
                        "The placeholder " + name + " has no value.")
                .detail(placeholders.hint(name))
                .fix("Correct its name, or give it a value among the placeholders.")
                .fix(Remedy.set("placeholderReplacement", "false", "if no file means it as a placeholder")));
    }
}
