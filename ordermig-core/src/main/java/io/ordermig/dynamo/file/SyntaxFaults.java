package io.ordermig.dynamo.file;

import io.ordermig.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Puts what the YAML parser says into words. */
final class SyntaxFaults {

    private static final String WHAT = "The text is neither YAML nor JSON.";

    private SyntaxFaults() {}

    static Problem.Builder of(YamlEngineException fault, String text, FileProblems problems) {
        if (fault instanceof MarkedYamlEngineException marked) {
            Optional<Mark> mark = marked.getProblemMark();
            if (mark.isPresent()) {
                return problems.at(
                                new Place(mark.get().getLine() + 1, mark.get().getColumn() + 1, ""),
                                DynamoFileProblem.SYNTAX,
                                WHAT)
                        .detail(sentence(marked.getContext()))
                        .detail(sentence(marked.getProblem()))
                        .fix("Correct it there, or in the lines above.")
                        .fix("Within { } or [ ] write a placeholder in quotes: \"${name}\".");
            }
        }
        if (fault instanceof ReaderException reader) {
            int last = text.codePointCount(0, text.length());
            String before = text.substring(0, text.offsetByCodePoints(0, Math.min(reader.getPosition(), last)));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            Place place = new Place(line, before.length() - before.lastIndexOf('\n'), "");
            return problems.at(place, DynamoFileProblem.SYNTAX, WHAT)
                    .detail(String.format(
                            Locale.ROOT, "The character U+%04X may not stand in YAML.", reader.getCodePoint()))
                    .fix("Take it out, or write it as an escape in double quotes.");
        }
        return problems.inFile(DynamoFileProblem.SYNTAX, WHAT)
                .detail(String.valueOf(fault.getMessage()).lines().findFirst().orElse(""))
                .fix("Correct the file.");
    }

    private static String sentence(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return "";
        }
        String text = words.strip();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }
}
