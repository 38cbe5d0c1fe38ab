package io.ordermig.dynamo.file;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can be wrong with files and classes of DynamoDB migrations. All of it is found before anything is called. */
public enum DynamoFileProblem implements ProblemCode {
    /** A file or class whose name is not that of a migration. */
    NAME("dynamo/file-name"),
    /** Two migrations, or two inverses, of one version. */
    DUPLICATE_VERSION("dynamo/duplicate-version"),
    /** An inverse without its migration. */
    INVERSE_ALONE("dynamo/inverse-alone"),
    /** A text that is neither YAML nor JSON, or uses what migrations may not. */
    SYNTAX("dynamo/syntax"),
    /** A file that is not a list of operations, or an operation that does not exist. */
    OPERATION("dynamo/operation"),
    /** A field that its operation does not have. */
    FIELD_UNKNOWN("dynamo/field-unknown"),
    /** A field that its operation cannot do without. */
    FIELD_MISSING("dynamo/field-missing"),
    /** A field that is given twice. */
    FIELD_TWICE("dynamo/field-twice"),
    /** A value of another type than its field has, or one that the API does not know. */
    VALUE("dynamo/value"),
    /** A backfill that would not end, or whose parts contradict each other. */
    BACKFILL("dynamo/backfill-unusable"),
    /** A class that cannot be loaded or created. */
    JAVA("dynamo/java-unusable");

    private final String id;

    DynamoFileProblem(String id) {
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
