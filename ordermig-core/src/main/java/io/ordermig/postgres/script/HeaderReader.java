package io.ordermig.postgres.script;

import io.ordermig.config.LimitsConfig;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.Problem;
import io.ordermig.script.Directive;
import io.ordermig.script.Phase;
import io.ordermig.script.ScriptProblem;
import io.ordermig.time.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the directives of one SQL file. Finds all that is wrong with them, with file, line and nearest valid name. */
final class HeaderReader {

    /** A comment that means to be a directive, whatever it says and however it is spelled. */
    private static final Pattern DIRECTIVE = Pattern.compile("(?i)--\\s*ordermig\\s*:\\s*(\\S*)\\s*(.*?)\\s*;?\\s*");

    private static final Pattern WITHOUT_COLON = Pattern.compile("(?i)--\\s*ordermig\\s+(\\S+)(?:\\s.*)?");

    /** A quick look that spares most files the rest. */
    private static final Pattern MENTION = Pattern.compile("(?i)--[ \\t]*ordermig\\b");

    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");
    private static final List<String> BATCH_OPTIONS = List.of("table", "key", "size", "workers");

    private final String origin;
    private final EnumMap<Directive, Object> values = new EnumMap<>(Directive.class);
    private final Map<Directive, Integer> lines = new EnumMap<>(Directive.class);
    private final List<Verification> verifications = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private HeaderReader(String origin) {
        this.origin = origin;
    }

    /**
     * Reads a file.
     *
     * @param origin the file, as messages name it
     * @param text its whole text
     */
    static ScriptHeader read(String origin, String text) {
        if (!MENTION.matcher(text).find()) {
            return ScriptHeader.EMPTY;
        }
        HeaderReader reader = new HeaderReader(origin);
        reader.readComments(text);
        reader.checkTogether();
        return new ScriptHeader(reader.values, reader.verifications, reader.problems);
    }

    private void readComments(String text) {
        for (SqlComments.LineComment comment : SqlComments.of(Statements.withoutCopyRows(text))) {
            Matcher directive = DIRECTIVE.matcher(comment.text());
            if (!directive.matches()) {
                checkForLostColon(comment);
                continue;
            }
            if (comment.inHeader()) {
                readDirective(comment.line(), directive.group(1).toLowerCase(Locale.ROOT), directive.group(2));
            } else {
                add(problem(
                                ScriptProblem.DIRECTIVE_MISPLACED,
                                comment.line(),
                                "A directive stands below the first statement: " + comment.text())
                        .fix("Move it to the top of the file, above the first statement."));
            }
        }
    }

    /** Without its colon a directive is a remark; when it names one it was most likely meant. */
    private void checkForLostColon(SqlComments.LineComment comment) {
        Matcher remark = WITHOUT_COLON.matcher(comment.text());
        if (comment.inHeader()
                && remark.matches()
                && Directive.named(remark.group(1).toLowerCase(Locale.ROOT)).isPresent()) {
            add(problem(
                            ScriptProblem.DIRECTIVE_MALFORMED,
                            comment.line(),
                            "A directive lacks its colon: " + comment.text())
                    .fix("Write -- ordermig:" + remark.group(1) + ", or begin the remark with another word."));
        }
    }

    private void readDirective(int line, String name, String value) {
        Optional<Directive> found = Directive.named(name);
        if (found.isEmpty()) {
            add(problem(
                            ScriptProblem.DIRECTIVE_UNKNOWN,
                            line,
                            "There is no directive " + (name.isEmpty() ? "without a name" : name) + ".")
                    .detail(NearestName.hint(name, Directive.names()))
                    .fix("Correct the name of the directive."));
            return;
        }
        Directive directive = found.get();
        Object parsed = parse(directive, line, value);
        if (parsed == null) {
            return;
        }
        if (directive == Directive.VERIFY) {
            verifications.add(new Verification((String) parsed, line));
        } else if (values.putIfAbsent(directive, parsed) != null) {
            add(problem(
                            ScriptProblem.DIRECTIVE_CONFLICT,
                            line,
                            "The directive " + directive.spelled() + " is given twice.")
                    .detail("The first stands on line " + lines.get(directive) + ".")
                    .fix("Keep one of the two."));
        }
        lines.putIfAbsent(directive, line);
        if (!directive.effective()) {
            add(problem(
                            ScriptProblem.DIRECTIVE_UNSUPPORTED,
                            line,
                            "The directive " + directive.spelled() + " is not supported yet.")
                    .detail("This version can read it but not obey it, and it would not be safe to ignore it.")
                    .fix("Take the directive out and do without it, or wait for a version that supports it."));
        }
    }

    private @Nullable Object parse(Directive directive, int line, String value) {
        if (value.isEmpty()) {
            malformed(directive, line, value, "It has no value.");
            return null;
        }
        return switch (directive) {
            case PHASE -> parsePhase(line, value);
            case AFTER -> parseAfter(line, value);
            case BATCH -> parseBatch(line, value);
            case LOCK_TIMEOUT, STATEMENT_TIMEOUT ->
                Durations.parse(value)
                        .filter(limit -> limit.compareTo(LimitsConfig.LONGEST) <= 0)
                        .map(Object.class::cast)
                        .orElseGet(() -> malformed(directive, line, value, ""));
            case TRANSACTION -> parseTransaction(line, value);
            case UNLESS_CONNECTED, VERIFY, IRREVERSIBLE -> value;
        };
    }

    private @Nullable Object parsePhase(int line, String value) {
        return Phase.named(value)
                .<Object>map(phase -> phase)
                .orElseGet(() -> malformed(Directive.PHASE, line, value, NearestName.hint(value, Phase.names())));
    }

    private @Nullable Object parseTransaction(int line, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> malformed(Directive.TRANSACTION, line, value, "");
        };
    }

    private @Nullable Object parseAfter(int line, String value) {
        String[] words = value.split("\\s+");
        if (words.length != 2 || !VERSION.matcher(words[0]).matches()) {
            return malformed(Directive.AFTER, line, value, "");
        }
        return Durations.parse(words[1])
                .<Object>map(age -> new AfterGate(words[0].replace('_', '.'), age))
                .orElseGet(() -> malformed(Directive.AFTER, line, value, words[1] + " is not " + Durations.FORM + "."));
    }

    private @Nullable Object parseBatch(int line, String value) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String word : value.split("\\s+")) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!BATCH_OPTIONS.contains(name)) {
                return malformed(
                        Directive.BATCH,
                        line,
                        value,
                        "There is no option " + name + ". " + NearestName.hint(name, BATCH_OPTIONS));
            }
            if (equals < 0 || equals == word.length() - 1) {
                return malformed(Directive.BATCH, line, value, "The option " + name + " has no value.");
            }
            if (options.put(name, word.substring(equals + 1)) != null) {
                return malformed(Directive.BATCH, line, value, "The option " + name + " is given twice.");
            }
        }
        String table = options.getOrDefault("table", "");
        List<String> key = Arrays.stream(options.getOrDefault("key", "").split(","))
                .filter(column -> !column.isBlank())
                .toList();
        int size = count(options.getOrDefault("size", "auto"), "auto");
        int workers = count(options.getOrDefault("workers", "1"), "");
        if (table.isEmpty() || key.isEmpty()) {
            return malformed(Directive.BATCH, line, value, "It needs both table and key.");
        }
        if (size < 0 || workers < 1) {
            return malformed(Directive.BATCH, line, value, "size and workers are whole numbers above 0.");
        }
        return new BatchSpec(table, key, size, workers);
    }

    /** The number; 0 for the given word; -1 for anything else. */
    private static int count(String text, String wordForZero) {
        if (text.equals(wordForZero)) {
            return 0;
        }
        return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : -1;
    }

    private void checkTogether() {
        for (Directive gate : List.of(Directive.AFTER, Directive.UNLESS_CONNECTED)) {
            Integer line = lines.get(gate);
            if (line != null && values.get(Directive.PHASE) != Phase.CONTRACT) {
                add(problem(
                                ScriptProblem.DIRECTIVE_CONFLICT,
                                line,
                                "The directive " + gate.spelled() + " is for contract migrations only.")
                        .fix("Add -- ordermig:phase contract, or take the directive out."));
            }
        }
    }

    private @Nullable Object malformed(Directive directive, int line, String value, String hint) {
        add(problem(
                        ScriptProblem.DIRECTIVE_MALFORMED,
                        line,
                        "The value of the directive " + directive.spelled() + " cannot be read"
                                + (value.isEmpty() ? "." : ": " + value))
                .detail("Expected " + directive.form() + ".")
                .detail(hint)
                .fix("Correct the value."));
        return null;
    }

    private Problem.Builder problem(ScriptProblem code, int line, String what) {
        return Problem.of(code, what).where(origin + ", line " + line);
    }

    private void add(Problem.Builder problem) {
        problems.add(problem.build());
    }
}
