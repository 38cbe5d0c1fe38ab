package io.ordermig.dynamo.change;

import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Plans a {@code CreateTable}: makes the table, or compares it with the one that is there. */
final class TableCreation {

    private final PlanDraft draft;
    private final CreateTableRequest wanted;

    TableCreation(PlanDraft draft, CreateTableRequest wanted) {
        this.draft = draft;
        this.wanted = wanted;
    }

    void plan() {
        if (draft.state().standing().isPresent()) {
            compare();
            return;
        }
        // Of a table whose settings come from another one, the request says next to nothing.
        if (wanted.globalTableSourceArn() == null) {
            checkDefinitions();
            checkThroughput();
        }
        int indexes = wanted.globalSecondaryIndexes().size();
        draft.call(
                wanted,
                "Create the table " + draft.table()
                        + (indexes == 0 ? "" : " with " + indexes + (indexes == 1 ? " index" : " indexes")),
                Until.ACTIVE);
    }

    private List<List<KeySchemaElement>> keys() {
        List<List<KeySchemaElement>> keys = new ArrayList<>();
        keys.add(wanted.keySchema());
        wanted.localSecondaryIndexes().forEach(index -> keys.add(index.keySchema()));
        wanted.globalSecondaryIndexes().forEach(index -> keys.add(index.keySchema()));
        return keys;
    }

    private void checkDefinitions() {
        Set<String> used = KeyAttributes.names(keys());
        Set<String> defined = KeyAttributes.types(wanted.attributeDefinitions()).keySet();
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(defined);
        Set<String> extra = new TreeSet<>(defined);
        extra.removeAll(used);
        if (missing.isEmpty() && extra.isEmpty()) {
            return;
        }
        Problem.Builder problem = draft.problemOf(
                        ChangeProblem.ATTRIBUTE_DEFINITIONS,
                        "The AttributeDefinitions of " + draft.table() + " are not those of its keys.")
                .detail("DynamoDB wants the attributes that keys of the table and its indexes are made of, all of them,"
                        + " and no others: other attributes need no definition.");
        if (!missing.isEmpty()) {
            problem.fix("Define " + String.join(", ", missing) + ".");
        }
        if (!extra.isEmpty()) {
            problem.fix("Take out " + String.join(", ", extra) + ", which no key is made of.");
        }
        draft.problem(problem);
    }

    private void checkThroughput() {
        boolean onDemand = wanted.billingMode() == BillingMode.PAY_PER_REQUEST;
        List<String> wrong = new ArrayList<>();
        if (onDemand == (wanted.provisionedThroughput() != null)) {
            wrong.add("the table");
        }
        for (GlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
            if (onDemand == (index.provisionedThroughput() != null)) {
                wrong.add("its index " + index.indexName());
            }
        }
        if (!wrong.isEmpty()) {
            draft.problem(
                    onDemand
                            ? Throughput.notNeeded(draft, wrong)
                            : Throughput.missing(draft, wrong, wanted.billingMode() == null));
        }
    }

    private void compare() {
        Differences differences = Differences.of(wanted, draft.state());
        differences
                .notCompared()
                .forEach(member -> draft.warn(
                        "Whether " + member + " of the table " + draft.table() + " is as wanted is not known."));
        if (differences.isEmpty()) {
            draft.alreadySo("The table " + draft.table() + " is there, as wanted.");
            return;
        }
        boolean never = !differences.fixed().isEmpty();
        Problem.Builder problem = draft.problemOf(
                never ? ChangeProblem.TABLE_INCOMPATIBLE : ChangeProblem.TABLE_DIFFERS,
                "The table " + draft.table() + " is there already, and differs from what is wanted.");
        differences.fixed().forEach(text -> problem.detail(text + " This cannot be changed."));
        for (Map.Entry<String, String> each : differences.changeable().entrySet()) {
            problem.detail(each.getKey() + " " + each.getValue());
        }
        if (never) {
            problem.fix("Create the table under another name, copy the items, and let the service use the new one:"
                    + " keys, their types and local indexes are for ever, and tables cannot be renamed.");
        } else {
            problem.fix("Put the operations named above into a migration of their own, if the table is to change.");
        }
        problem.fix("Or correct the CreateTable: what it says has to be what is there.");
        draft.problem(problem);
    }
}
