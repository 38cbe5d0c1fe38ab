package io.ordermig.dynamo.file;

import io.ordermig.problem.NearestName;
import io.ordermig.problem.Problem;
import io.ordermig.problem.ProblemCode;
import io.ordermig.script.Directive;
import io.ordermig.script.Phase;
import io.ordermig.script.ScriptProblem;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the directives of one file. What is wrong with them is noted. */
final class DynamoHeaderReader {

    /** A quick look that spares most files the rest. */
    private static final Pattern MENTION = Pattern.compile("(?i)#[ \\t]*ordermig\\b");

    private static final Pattern DIRECTIVE = Pattern.compile("(?i)\\s*ordermig\\s*:\\s*(\\S*)\\s*(.*?)\\s*");
    private static final Pattern WITHOUT_COLON = Pattern.compile("(?i)\\s*ordermig\\s+(\\S+)(?:\\s.*)?");

    private final FileProblems problems;
    private final boolean inverse;
    private final Map<Directive, String> values = new EnumMap<>(Directive.class);

    private DynamoHeaderReader(FileProblems problems, boolean inverse) {
        this.problems = problems;
        this.inverse = inverse;
    }

    /**
     * Reads the comments of a text that is YAML.
     *
     * @param inverse whether it is the file of an inverse, which no directive steers
     */
    static DynamoHeader read(String text, boolean inverse, FileProblems problems) {
        if (!MENTION.matcher(text).find()) {
            return DynamoHeader.EMPTY;
        }
        DynamoHeaderReader reader = new DynamoHeaderReader(problems, inverse);
        reader.readComments(text);
        return new DynamoHeader(
                Optional.ofNullable(reader.values.get(Directive.PHASE)).flatMap(Phase::named),
                Optional.ofNullable(reader.values.get(Directive.IRREVERSIBLE)));
    }

    private void readComments(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setParseComments(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        boolean inHeader = true;
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                if (event instanceof CommentEvent comment) {
                    comment(comment, inHeader);
                } else {
                    inHeader &=
                            event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart;
                }
            }
        } catch (YamlEngineException e) {
            problems.add(SyntaxFaults.of(e, text, problems)
                    .detail("The same text can be read without its comments.")
                    .fix("Move the comments to lines of their own."));
        }
    }

    private void comment(CommentEvent comment, boolean inHeader) {
        Place place = comment.getStartMark()
                .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1, ""))
                .orElse(new Place(1, 1, ""));
        Matcher directive = DIRECTIVE.matcher(comment.getValue());
        Matcher remark = WITHOUT_COLON.matcher(comment.getValue());
        if (directive.matches() && inHeader) {
            directive(place, directive.group(1).toLowerCase(Locale.ROOT), directive.group(2));
        } else if (directive.matches()) {
            add(
                    place,
                    ScriptProblem.DIRECTIVE_MISPLACED,
                    "A directive stands below the first operation: #" + comment.getValue(),
                    "",
                    "Move it to the top of the file, above the first operation.");
        } else if (inHeader
                && remark.matches()
                && Directive.named(remark.group(1).toLowerCase(Locale.ROOT)).isPresent()) {
            add(
                    place,
                    ScriptProblem.DIRECTIVE_MALFORMED,
                    "A directive lacks its colon: #" + comment.getValue(),
                    "",
                    "Write # ordermig:" + remark.group(1) + ", or begin the remark with another word.");
        }
    }

    private void directive(Place place, String name, String value) {
        Optional<Directive> found = Directive.named(name);
        if (found.isEmpty()) {
            add(
                    place,
                    ScriptProblem.DIRECTIVE_UNKNOWN,
                    "There is no directive " + (name.isEmpty() ? "without a name" : name) + ".",
                    NearestName.hint(name, usable()),
                    "Correct the name of the directive.");
        } else if (inverse || !usable().contains(name)) {
            add(
                    place,
                    ScriptProblem.DIRECTIVE_UNSUPPORTED,
                    "The directive " + name + " is not for " + (inverse ? "inverses." : "DynamoDB files."),
                    found.get() == Directive.VERIFY && !inverse ? "A Backfill has a field Verify." : "",
                    "Take the directive out.");
        } else if (value.isEmpty()
                || (found.get() == Directive.PHASE && Phase.named(value).isEmpty())) {
            add(
                    place,
                    ScriptProblem.DIRECTIVE_MALFORMED,
                    "The value of the directive " + name + " cannot be read" + (value.isEmpty() ? "." : ": " + value),
                    "Expected " + found.get().form() + ".",
                    "Correct the value.");
        } else if (values.putIfAbsent(found.get(), value) != null) {
            add(
                    place,
                    ScriptProblem.DIRECTIVE_CONFLICT,
                    "The directive " + name + " is given twice.",
                    "",
                    "Keep one of the two.");
        }
    }

    private static List<String> usable() {
        return List.of(Directive.PHASE.spelled(), Directive.IRREVERSIBLE.spelled());
    }

    private void add(Place place, ProblemCode code, String what, String detail, String fix) {
        Problem.Builder problem = problems.at(place, code, what);
        problems.add(problem.detail(detail).fix(fix));
    }
}
