package io.ordermig.postgres.script;

import io.ordermig.problem.Problem;
import io.ordermig.script.Directive;
import io.ordermig.script.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the directives at the top of a SQL file say, and what is wrong with them. Immutable. */
public final class ScriptHeader {

    /** The header of a file without directives, and of a Java migration. */
    public static final ScriptHeader EMPTY = new ScriptHeader(new EnumMap<>(Directive.class), List.of(), List.of());

    private final Map<Directive, Object> values;
    private final List<Verification> verifications;
    private final List<Problem> problems;

    ScriptHeader(EnumMap<Directive, Object> values, List<Verification> verifications, List<Problem> problems) {
        this.values = new EnumMap<>(values);
        this.verifications = List.copyOf(verifications);
        this.problems = List.copyOf(problems);
    }

    /** The declared phase. */
    public Optional<Phase> phase() {
        return value(Directive.PHASE, Phase.class);
    }

    /** The version, and its age, that a contract migration waits for. */
    public Optional<AfterGate> after() {
        return value(Directive.AFTER, AfterGate.class);
    }

    /** The pattern of application names that must not be connected. */
    public Optional<String> unlessConnected() {
        return value(Directive.UNLESS_CONNECTED, String.class);
    }

    /** How the one statement of the file is cut into batches. */
    public Optional<BatchSpec> batch() {
        return value(Directive.BATCH, BatchSpec.class);
    }

    /** What is asked after the migration, in order. */
    public List<Verification> verifications() {
        return verifications;
    }

    /** Why the migration has no inverse. */
    public Optional<String> irreversible() {
        return value(Directive.IRREVERSIBLE, String.class);
    }

    /** How long each statement waits for a lock. */
    public Optional<Duration> lockTimeout() {
        return value(Directive.LOCK_TIMEOUT, Duration.class);
    }

    /** How long each statement may run. */
    public Optional<Duration> statementTimeout() {
        return value(Directive.STATEMENT_TIMEOUT, Duration.class);
    }

    /** Whether the file is to run in a transaction; empty to find out from its statements. */
    public Optional<Boolean> transaction() {
        return value(Directive.TRANSACTION, Boolean.class);
    }

    /** What is wrong with the directives; empty when all can be obeyed. */
    public List<Problem> problems() {
        return problems;
    }

    private <T> Optional<T> value(Directive directive, Class<T> type) {
        return Optional.ofNullable(values.get(directive)).map(type::cast);
    }
}
