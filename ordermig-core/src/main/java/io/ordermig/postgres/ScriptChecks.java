package io.ordermig.postgres;

import io.ordermig.event.Inverse;
import io.ordermig.postgres.script.ScriptFile;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.script.Placeholders;
import io.ordermig.script.ScriptProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Asks the files of migrations what speaks against applying them. */
final class ScriptChecks {

    private final MigrationRefs refs;
    private final Placeholders placeholders;

    ScriptChecks(MigrationRefs refs, Placeholders placeholders) {
        this.refs = refs;
        this.placeholders = placeholders;
    }

    /**
     * Everything that is wrong with the files of the given migrations. Only what is not applied yet is asked: the
     * comments of an applied file can no longer be changed.
     */
    List<Problem> of(List<MigrationInfo> pending) {
        List<Problem> problems = new ArrayList<>();
        for (MigrationInfo info : pending) {
            refs.script(info).ifPresent(file -> {
                problems.addAll(file.header().problems());
                contradiction(file, problems);
                severalStatements(file, problems);
                problems.addAll(unknownPlaceholders(List.of(file)));
            });
        }
        return problems;
    }

    private static void contradiction(ScriptFile file, List<Problem> problems) {
        Optional<Boolean> configured = file.configuredTransaction();
        Optional<Boolean> declared = file.header().transaction();
        if (configured.isPresent() && declared.isPresent() && !configured.equals(declared)) {
            problems.add(Problem.of(
                            ScriptProblem.DIRECTIVE_CONFLICT,
                            "The directive transaction says " + declared.get() + ", the .conf file beside it says "
                                    + configured.get() + ".")
                    .where(file.origin())
                    .fix("Keep the directive and take executeInTransaction out of the .conf file.")
                    .build());
        }
    }

    /** One problem for each placeholder of each file that has no value. */
    List<Problem> unknownPlaceholders(List<ScriptFile> files) {
        List<Problem> problems = new ArrayList<>();
        for (ScriptFile file : files) {
            if (file.replacesPlaceholders() && file.header().batch().isEmpty()) {
                placeholders
                        .unknown(file.text())
                        .forEach((name, line) -> problems.add(Problem.of(
                                        ScriptProblem.PLACEHOLDER_UNKNOWN, "The placeholder " + name + " has no value.")
                                .where(file.origin() + ", line " + line)
                                .detail(placeholders.hint(name))
                                .fix("Correct its name, or give it a value among the placeholders.")
                                .fix(Remedy.set(
                                        "placeholderReplacement", "false", "if no file means it as a placeholder"))
                                .build()));
            }
        }
        return problems;
    }

    private static void severalStatements(ScriptFile file, List<Problem> problems) {
        ScriptFile.Transactionality found = file.transactionality();
        if (found.inTransaction() || found.statements() <= 1) {
            return;
        }
        Problem.Builder problem = Problem.of(
                        ScriptProblem.SEVERAL_STATEMENTS,
                        "A file that runs without a transaction holds " + found.statements() + " statements.")
                .where(file.origin())
                .detail("It has to run without one because of " + found.reason() + ".")
                .detail("If the second statement failed, the first would stay, and the file could not be run again.")
                .fix("Put each statement into a file of its own, with a version of its own.");
        if (found.statement().startsWith("ALTER TYPE")
                && file.header().transaction().isEmpty()) {
            problem.fix("Or add -- ordermig:transaction true, if no statement of the file uses a new value.");
        }
        problems.add(problem.build());
    }

    /**
     * The versioned migrations with neither an inverse nor a reason.
     *
     * @param exemptUpTo versions up to this one are let off; empty for none
     */
    List<Problem> withoutWayBack(MigrationInfo[] all, String exemptUpTo) {
        MigrationVersion exempt =
                exemptUpTo.isEmpty() ? MigrationVersion.EMPTY : MigrationVersion.fromVersion(exemptUpTo);
        Predicate<MigrationInfo> asked = info -> info.getState().isResolved()
                && info.getVersion() != null
                && info.getVersion().compareTo(exempt) > 0
                && !isBelowBaseline(info);
        return Arrays.stream(all)
                .filter(asked)
                .filter(info -> refs.inverse(info) == Inverse.MISSING)
                .map(info -> Problem.of(
                                ScriptProblem.NO_WAY_BACK,
                                "Migration " + refs.of(info).title() + " has no way back.")
                        .where(refs.script(info).map(ScriptFile::origin).orElse("class " + info.getScript()))
                        .fix("Write its inverse, U" + info.getVersion()
                                + "__<name>.sql (in Java: UndoableMigration), or"
                                + " say why there is none: -- ordermig:irreversible <reason>.")
                        .build())
                .toList();
    }

    private static boolean isBelowBaseline(MigrationInfo info) {
        return switch (info.getState()) {
            case BELOW_BASELINE, BASELINE_IGNORED, BASELINE -> true;
            default -> false;
        };
    }
}
