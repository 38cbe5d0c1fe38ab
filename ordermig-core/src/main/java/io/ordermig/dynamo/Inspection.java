package io.ordermig.dynamo;

import io.ordermig.dynamo.file.DynamoScript;
import io.ordermig.dynamo.ledger.Ledger;
import io.ordermig.dynamo.ledger.LedgerContents;
import io.ordermig.dynamo.ledger.LedgerInventory;
import io.ordermig.dynamo.ledger.Version;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Looks at files, ledger and tables, and says what there is to do. Changes nothing. */
final class Inspection {

    private final Workplace workplace;
    private final Ledger ledger;
    private final ClassLoader classes;
    private boolean connected;

    Inspection(Workplace workplace, Ledger ledger, ClassLoader classes) {
        this.workplace = workplace;
        this.ledger = ledger;
        this.classes = classes;
    }

    /** What files and ledger say at one moment. */
    record Look(DynamoFiles files, LedgerContents contents, LedgerInventory inventory) {
        String current() {
            return inventory.currentVersion().map(Version::text).orElse("");
        }

        boolean saysTheSameAs(Look other) {
            return contents.rows().equals(other.contents.rows())
                    && contents.baseline().equals(other.contents.baseline());
        }
    }

    /**
     * What is to be applied, in order; told as the plan.
     *
     * @throws OrdermigException when ledger or tables stand against it
     */
    List<DynamoScript> pending(Look look) {
        List<DynamoScript> pending = selected(look);
        planned(look, pending, false);
        return pending;
    }

    private void planned(Look look, List<DynamoScript> scripts, boolean undo) {
        workplace
                .events()
                .publish(new RunEvent.PlanMade(
                        workplace.events().now(),
                        DynamoEngine.STORE,
                        look.current(),
                        scripts.stream().map(DynamoFiles::ref).toList()));
        List<Problem> problems = new Forecast(workplace, look.contents()).problems(scripts, undo);
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
    }

    /**
     * What the ledger permits to be applied.
     *
     * @throws OrdermigException with what stands against it
     */
    List<DynamoScript> selected(Look look) {
        List<Problem> blockers =
                look.inventory().blockers(workplace.config().migrate().outOfOrder());
        if (!blockers.isEmpty()) {
            throw new OrdermigException(blockers);
        }
        return selection(look).pending();
    }

    /**
     * What is to be undone, the last one first; told as the plan.
     *
     * @throws OrdermigException when one of them has no inverse, or the tables stand against it
     */
    List<DynamoScript> undoable(Look look) {
        List<DynamoScript> undoable = selectedForUndo(look);
        planned(look, undoable, true);
        return undoable;
    }

    /**
     * What the ledger permits to be undone.
     *
     * @throws OrdermigException with what stands against it
     */
    List<DynamoScript> selectedForUndo(Look look) {
        return selection(look).undoable();
    }

    private Selection selection(Look look) {
        return new Selection(look.files(), look.inventory(), workplace.config().migrate());
    }

    /** The migrations of the project, read anew. */
    DynamoFiles files() {
        DynamoFiles files = new DynamoFiles(workplace.config().scripts(), classes);
        if (!files.missingLocations().isEmpty()) {
            workplace
                    .events()
                    .warn("No such location: " + String.join(", ", files.missingLocations())
                            + ". If it is a folder of the project, build the project first.");
        }
        return files;
    }

    /** What the ledger says of them now. */
    Look look(DynamoFiles files) {
        LedgerContents contents = ledger.read();
        tellConnected();
        return new Look(files, contents, LedgerInventory.of(contents, files.resolved()));
    }

    private void tellConnected() {
        if (connected) {
            return;
        }
        connected = true;
        var client = workplace.client().serviceClientConfiguration();
        URI ofRegion = DynamoDbClient.serviceMetadata().endpointFor(client.region());
        String address = client.endpointOverride().map(URI::toString).orElseGet(ofRegion::toString);
        workplace
                .events()
                .publish(new RunEvent.Connected(
                        workplace.events().now(),
                        DynamoEngine.STORE,
                        address,
                        workplace.config().isLocal() ? "DynamoDB Local" : "DynamoDB",
                        workplace.config().isLocal() ? "" : client.region().id(),
                        ""));
    }
}
