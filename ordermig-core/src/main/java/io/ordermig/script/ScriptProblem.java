package io.ordermig.script;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can be wrong with migration files. All of it is found before anything is changed. */
public enum ScriptProblem implements ProblemCode {
    /** A directive that does not exist. */
    DIRECTIVE_UNKNOWN("directives/unknown"),
    /** A directive with a value that cannot be read. */
    DIRECTIVE_MALFORMED("directives/malformed"),
    /** A directive below the first statement, where it would be overlooked. */
    DIRECTIVE_MISPLACED("directives/misplaced"),
    /** A directive given twice that may be given once, or two that contradict each other. */
    DIRECTIVE_CONFLICT("directives/conflict"),
    /** A directive that this version understands but cannot obey yet. */
    DIRECTIVE_UNSUPPORTED("directives/unsupported"),
    /** A file that runs outside a transaction holds more than one statement. */
    SEVERAL_STATEMENTS("scripts/several-statements"),
    /** A placeholder without a value. */
    PLACEHOLDER_UNKNOWN("scripts/placeholder-unknown"),
    /** A location that cannot be read, or does not exist where it must. */
    LOCATION("scripts/location"),
    /** A file that cannot be read. */
    UNREADABLE("scripts/unreadable"),
    /** A versioned migration with neither an inverse nor a reason. */
    NO_WAY_BACK("scripts/no-way-back");

    private final String id;

    ScriptProblem(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Fault fault() {
        return Fault.USER;
    }
}
