package io.ordermig.dynamo.change;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * Plans billing and throughput, of the table and its indexes: one call.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html">Quotas</a>
 */
final class Throughput {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Decreases in a day after which there may be one an hour. */
    private static final long FREE_DECREASES = 4;

    private static final long MOST_DECREASES = 27;
    private static final String SWITCHES = "DynamoDB permits four switches to on-demand in 24 hours";

    private final PlanDraft draft;
    private final UpdateTableRequest wanted;
    private final TableDescription table;

    /** The throughput of a table whose present state is the draft's. */
    Throughput(PlanDraft draft, UpdateTableRequest wanted) {
        this.draft = draft;
        this.wanted = wanted;
        this.table = draft.state().standing().orElseThrow();
    }

    /** The billing mode that the table will have. */
    BillingMode mode() {
        return wanted.billingMode() == null ? LiveTable.billingMode(table) : wanted.billingMode();
    }

    boolean switchesToProvisioned() {
        return mode() == BillingMode.PROVISIONED && LiveTable.billingMode(table) != BillingMode.PROVISIONED;
    }

    void plan() {
        check();
        List<String> members = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        boolean switches = mode() != LiveTable.billingMode(table);
        if (switches) {
            members.add("BillingMode");
            parts.add("switch it to " + mode());
        }
        for (String member : List.of("ProvisionedThroughput", "OnDemandThroughput")) {
            Optional<Object> given = Members.value(wanted, member);
            if (given.isPresent() && TableLikeness.of(member, given.get(), table) != Likeness.SAME) {
                members.add(member);
                parts.add(
                        wanted.provisionedThroughput() != null && member.startsWith("P")
                                ? "give it " + units(wanted.provisionedThroughput())
                                : "limit what it may consume on demand");
            }
        }
        List<GlobalSecondaryIndexUpdate> indexes = changedIndexes(parts);
        if (members.isEmpty() && indexes.isEmpty()) {
            tellAlreadySo();
            return;
        }
        if (switches && mode() == BillingMode.PAY_PER_REQUEST) {
            countSwitches();
        }
        UpdateTableRequest.Builder request = Members.part(wanted, members);
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexUpdates(indexes);
        }
        draft.call(
                request.build(),
                "Change the throughput of " + draft.table() + ": " + String.join(", ", parts),
                Until.ACTIVE);
    }

    private void tellAlreadySo() {
        if (wanted.billingMode() != null
                || wanted.provisionedThroughput() != null
                || wanted.onDemandThroughput() != null) {
            draft.alreadySo("The throughput of " + draft.table() + " is as wanted, " + mode() + ".");
        }
    }

    private static String units(ProvisionedThroughput throughput) {
        return throughput.readCapacityUnits() + " read and " + throughput.writeCapacityUnits() + " write units";
    }

    private List<GlobalSecondaryIndexUpdate> changedIndexes(List<String> parts) {
        List<GlobalSecondaryIndexUpdate> changed = new ArrayList<>();
        for (GlobalSecondaryIndexUpdate each : wanted.globalSecondaryIndexUpdates()) {
            UpdateGlobalSecondaryIndexAction update = each.update();
            if (update == null) {
                continue;
            }
            Optional<GlobalSecondaryIndexDescription> live = LiveTable.index(table, update.indexName());
            if (live.isEmpty()) {
                draft.problem(draft.problemOf(
                                ChangeProblem.INDEX_MISSING,
                                "The table " + draft.table() + " has no index " + update.indexName() + " to update.")
                        .fix("Correct the IndexName.")
                        .fix("Or give the index its throughput where it is created."));
            } else if (Likeness.of(update, live) == Likeness.SAME) {
                draft.alreadySo("The throughput of the index " + update.indexName() + " is as wanted.");
            } else {
                changed.add(each);
                parts.add("change its index " + update.indexName());
            }
        }
        return changed;
    }

    private void check() {
        Map<String, @Nullable ProvisionedThroughput> indexes = new TreeMap<>();
        wanted.globalSecondaryIndexUpdates().forEach(each -> {
            if (each.update() != null) {
                indexes.put(each.update().indexName(), each.update().provisionedThroughput());
            }
            if (each.create() != null
                    && LiveTable.index(table, each.create().indexName()).isEmpty()) {
                indexes.put(each.create().indexName(), each.create().provisionedThroughput());
            }
        });
        if (mode() == BillingMode.PAY_PER_REQUEST) {
            List<String> given = new ArrayList<>();
            if (wanted.provisionedThroughput() != null) {
                given.add("the table");
            }
            indexes.forEach((name, throughput) -> {
                if (throughput != null) {
                    given.add("its index " + name);
                }
            });
            if (!given.isEmpty()) {
                draft.problem(notNeeded(draft, given));
            }
            return;
        }
        checkProvisioned(indexes);
        checkDecreases("the table", table.provisionedThroughput(), wanted.provisionedThroughput());
        indexes.forEach((name, throughput) -> LiveTable.index(table, name)
                .ifPresent(live -> checkDecreases("its index " + name, live.provisionedThroughput(), throughput)));
    }

    private void checkProvisioned(Map<String, @Nullable ProvisionedThroughput> indexes) {
        List<String> lacking = new ArrayList<>();
        if (switchesToProvisioned() && wanted.provisionedThroughput() == null) {
            lacking.add("the table");
        }
        if (switchesToProvisioned()) {
            LiveTable.indexes(table).stream()
                    .map(GlobalSecondaryIndexDescription::indexName)
                    .filter(name -> indexes.get(name) == null)
                    .forEach(name -> lacking.add("its index " + name));
        }
        wanted.globalSecondaryIndexUpdates().stream()
                .flatMap(each -> Optional.ofNullable(each.create()).stream())
                .filter(create -> indexes.containsKey(create.indexName()) && create.provisionedThroughput() == null)
                .forEach(create -> lacking.add("its index " + create.indexName()));
        if (!lacking.isEmpty()) {
            draft.problem(missing(draft, lacking, false));
        }
    }

    private void checkDecreases(
            String what, @Nullable ProvisionedThroughputDescription live, @Nullable ProvisionedThroughput throughput) {
        if (live == null || throughput == null || switchesToProvisioned() || live.readCapacityUnits() == null) {
            return;
        }
        boolean decreases = throughput.readCapacityUnits() < live.readCapacityUnits()
                || throughput.writeCapacityUnits() < live.writeCapacityUnits();
        long today = live.numberOfDecreasesToday() == null ? 0 : live.numberOfDecreasesToday();
        Instant last = live.lastDecreaseDateTime();
        if (!decreases
                || today < FREE_DECREASES
                || last == null
                || last.isBefore(draft.now().minus(DAY))) {
            return;
        }
        if (today >= MOST_DECREASES) {
            draft.problem(draft.problemOf(
                            ChangeProblem.THROUGHPUT_DECREASES,
                            "The throughput of " + what + ", in " + draft.table() + ", was decreased " + today
                                    + " times today, and may not be once more.")
                    .detail("DynamoDB permits " + MOST_DECREASES + " decreases in a day, which begins at 00:00 UTC.")
                    .fix("Run it again tomorrow.")
                    .repeat(Repeat.SAFE));
        } else if (last.plus(HOUR).isAfter(draft.now())) {
            draft.warn("The throughput of " + what + ", in " + draft.table() + ", was decreased " + today
                    + " times today. DynamoDB permits the next decrease at " + last.plus(HOUR)
                    + ", which is waited for.");
        }
    }

    /** DynamoDB tells of the last switch only. */
    private void countSwitches() {
        Optional.ofNullable(table.billingModeSummary())
                .map(summary -> summary.lastUpdateToPayPerRequestDateTime())
                .filter(last -> last.plus(DAY).isAfter(draft.now()))
                .ifPresent(last -> draft.warn("The table " + draft.table() + " was switched to on-demand at " + last
                        + ". " + SWITCHES + "; how many there were, it does not tell."));
    }

    static Problem.Builder missing(PlanDraft draft, List<String> what, boolean modeOpen) {
        Problem.Builder problem = draft.problemOf(
                        ChangeProblem.THROUGHPUT,
                        "Provisioned throughput of " + draft.table() + " is missing, for " + String.join(", ", what)
                                + ".")
                .detail("A table that is PROVISIONED has a throughput of its own, and each of its indexes has one.")
                .fix("Give ProvisionedThroughput for " + String.join(", ", what) + ".");
        return modeOpen ? problem.fix("Or give BillingMode: PAY_PER_REQUEST.") : problem;
    }

    static Problem.Builder notNeeded(PlanDraft draft, List<String> what) {
        return draft.problemOf(
                        ChangeProblem.THROUGHPUT,
                        "Provisioned throughput of " + draft.table() + " is given, for " + String.join(", ", what)
                                + ", and the table is on-demand.")
                .fix("Take out ProvisionedThroughput for " + String.join(", ", what) + ".")
                .fix("Or give BillingMode: PROVISIONED.");
    }
}
