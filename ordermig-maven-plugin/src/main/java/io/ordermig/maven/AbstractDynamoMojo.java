package io.ordermig.maven;

import io.ordermig.dynamo.DynamoPlan;
import io.ordermig.problem.OrdermigException;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that work on DynamoDB have in common: where the files and the ledger are, and how things are done. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public abstract class AbstractDynamoMojo extends AbstractStoreMojo {

    /** Where DynamoDB migrations are: <code>classpath:</code> and <code>filesystem:</code> folders, searched with their sub-folders; wildcards <code>*</code>, <code>**</code>, <code>?</code>. Relative <code>filesystem:</code> folders are below the project. */
    @Parameter(property = "ordermig.dynamo.locations", defaultValue = "classpath:db/dynamo")
    private String[] dynamoLocations;

    /** The address of another DynamoDB than that of AWS. With <code>http:</code> it is one on a developer's machine, such as <code>http://localhost:8000</code>, which takes any credentials. Without a value, the environment <code>local</code> uses the DynamoDB Local of <code>dynamoLocal</code>. */
    @Parameter(property = "ordermig.dynamo.endpoint")
    private @Nullable String dynamoEndpoint;

    /** The table that the history and the lock are kept in. It is created when it is first needed. */
    @Parameter(property = "ordermig.dynamo.ledger", defaultValue = "ordermig_ledger")
    private @Nullable String dynamoLedger;

    /** How long a run keeps the lock that gives no sign of life, because it was killed: 3s at least. */
    @Parameter(property = "ordermig.dynamo.lockLease", defaultValue = "20s")
    private @Nullable String dynamoLockLease;

    /** How long the lock is waited for while another run holds it. */
    @Parameter(property = "ordermig.dynamo.lockTimeout", defaultValue = "1m")
    private @Nullable String dynamoLockTimeout;

    /** The version to stop at; or <code>latest</code>, <code>next</code>, <code>current</code>. A <code>?</code> after a version accepts that it does not exist. For <code>dynamo-undo</code> the version to go back to, all above it being undone, 0 for none; without it the last migration is undone. */
    @Parameter(property = "ordermig.dynamo.target", defaultValue = "latest")
    private @Nullable String dynamoTarget;

    /** Whether a version below the highest applied one may still be applied. */
    @Parameter(property = "ordermig.dynamo.outOfOrder", defaultValue = "false")
    private @Nullable String dynamoOutOfOrder;

    /** The version that tables count as having when they are put under management. */
    @Parameter(property = "ordermig.dynamo.baselineVersion", defaultValue = "1")
    private @Nullable String dynamoBaselineVersion;

    /** The description of that version in the ledger. */
    @Parameter(property = "ordermig.dynamo.baselineDescription", defaultValue = "baseline")
    private @Nullable String dynamoBaselineDescription;

    /** <code>dynamo-validate</code> asks for an inverse, or a reason why there is none, of versions above this one only. */
    @Parameter(property = "ordermig.dynamo.undoRequiredAbove")
    private @Nullable String dynamoUndoRequiredAbove;

    /** Whether a table is backed up before items in it are changed or destroyed. */
    @Parameter(property = "ordermig.dynamo.backup", defaultValue = "true")
    private @Nullable String dynamoBackup;

    /** How long one operation of a migration may take, with all its calls and with waiting for tables and indexes. What DynamoDB has begun by then it completes, and the next run goes on. */
    @Parameter(property = "ordermig.dynamo.timeout", defaultValue = "12h")
    private @Nullable String dynamoTimeout;

    /** The time between two looks at a table; each is varied by a fifth. */
    @Parameter(property = "ordermig.dynamo.pollInterval", defaultValue = "5s")
    private @Nullable String dynamoPollInterval;

    /** How many threads change items at once. */
    @Parameter(property = "ordermig.dynamo.backfillWorkers", defaultValue = "8")
    private @Nullable String dynamoBackfillWorkers;

    /** How much read capacity a backfill may use: units per second such as 200, or a share such as 50%. */
    @Parameter(property = "ordermig.dynamo.backfillReads", defaultValue = "50%")
    private @Nullable String dynamoBackfillReads;

    /** How much write capacity a backfill may use: units per second such as 200, or a share such as 50%. */
    @Parameter(property = "ordermig.dynamo.backfillWrites", defaultValue = "50%")
    private @Nullable String dynamoBackfillWrites;

    /** Whether items are counted before the first one is changed, which reads the table once more and makes it possible to say how long it will take. */
    @Parameter(property = "ordermig.dynamo.backfillCount", defaultValue = "true")
    private @Nullable String dynamoBackfillCount;

    /** How long one backfill may take; what it has done by then stays, and the next run goes on. 0 is without limit. */
    @Parameter(property = "ordermig.dynamo.backfillTimeout", defaultValue = "0")
    private @Nullable String dynamoBackfillTimeout;

    /** The encoding of the files. */
    @Parameter(property = "ordermig.encoding", defaultValue = "UTF-8")
    private @Nullable String encoding;

    /** Whether a location that does not exist is a problem rather than a warning. */
    @Parameter(property = "ordermig.failOnMissingLocations", defaultValue = "false")
    private @Nullable String failOnMissingLocations;

    /** Whether placeholders in files are replaced. */
    @Parameter(property = "ordermig.placeholderReplacement", defaultValue = "true")
    private @Nullable String placeholderReplacement;

    /** Placeholders and their values. On the command line: <code>-Dordermig.placeholders.NAME=VALUE</code>. */
    @Parameter
    private @Nullable Map<String, String> placeholders;

    /** What opens a placeholder. */
    @Parameter(property = "ordermig.placeholderPrefix", defaultValue = "$${")
    private @Nullable String placeholderPrefix;

    /** What closes a placeholder. */
    @Parameter(property = "ordermig.placeholderSuffix", defaultValue = "}")
    private @Nullable String placeholderSuffix;

    /** What stands in default placeholders such as <code>ordermig:environment</code>. */
    @Parameter(property = "ordermig.placeholderSeparator", defaultValue = ":")
    private @Nullable String placeholderSeparator;

    /** For the goals. */
    protected AbstractDynamoMojo() {}

    /**
     * Shows what would be done.
     *
     * @throws OrdermigException with what would stop it
     */
    final void show(DynamoPlan plan, boolean undo) {
        DynamoSummary.plan(plan, undo).forEach(getLog()::info);
        if (!plan.problems().isEmpty()) {
            throw new OrdermigException(plan.problems());
        }
    }
}
