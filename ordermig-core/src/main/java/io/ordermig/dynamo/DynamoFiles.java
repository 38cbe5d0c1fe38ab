package io.ordermig.dynamo;

import io.ordermig.config.DynamoScriptsConfig;
import io.ordermig.dynamo.file.DynamoCatalog;
import io.ordermig.dynamo.file.DynamoScript;
import io.ordermig.dynamo.ledger.LedgerInventory;
import io.ordermig.dynamo.ledger.MigrationRow;
import io.ordermig.dynamo.ledger.ResolvedMigration;
import io.ordermig.dynamo.ledger.Version;
import io.ordermig.event.Inventory;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.problem.Problem;
import io.ordermig.script.ScriptProblem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The migrations of the project, in the words of the ledger, of events and of tables for people. */
final class DynamoFiles {

    private final DynamoCatalog catalog;

    DynamoFiles(DynamoScriptsConfig config, ClassLoader classes) {
        this.catalog = DynamoCatalog.scan(config, classes);
    }

    List<String> missingLocations() {
        return catalog.missingLocations();
    }

    List<ResolvedMigration> resolved() {
        return catalog.scripts().stream().map(DynamoFiles::resolved).toList();
    }

    static ResolvedMigration resolved(DynamoScript script) {
        return new ResolvedMigration(
                script.version(),
                script.description(),
                script.file(),
                script.kind().name(),
                script.checksum(),
                operations(script));
    }

    /** How many operations a migration has; a class is one. */
    static int operations(DynamoScript script) {
        return script.java().isPresent() ? 1 : script.operations().size();
    }

    Optional<DynamoScript> script(Version version) {
        return catalog.script(version);
    }

    /** A migration that is known to have a file. */
    DynamoScript script(ResolvedMigration migration) {
        return catalog.script(migration.version()).orElseThrow();
    }

    static MigrationRef ref(DynamoScript script) {
        return new MigrationRef(
                DynamoEngine.STORE,
                script.version().text(),
                script.description(),
                script.file(),
                script.kind().name(),
                script.header().phase().map(Enum::name).orElse("").toLowerCase(Locale.ROOT),
                false);
    }

    private MigrationRef ref(LedgerInventory.Row row) {
        return catalog.script(row.version())
                .map(DynamoFiles::ref)
                .orElseGet(() -> row.recorded()
                        .map(MigrationRow::migration)
                        .map(past -> new MigrationRef(
                                DynamoEngine.STORE,
                                past.version().text(),
                                past.description(),
                                past.script(),
                                past.kind(),
                                "",
                                false))
                        .orElseThrow());
    }

    Inventory inventory(String ledger, LedgerInventory inventory, boolean outOfOrder) {
        List<ResolvedMigration> pending = inventory.pending(outOfOrder);
        return new Inventory(
                DynamoEngine.STORE,
                ledger,
                inventory.currentVersion().map(Version::text).orElse(""),
                inventory.rows().stream()
                        .map(row -> new Inventory.Row(
                                ref(row),
                                row.state().text(),
                                row.file() != null && pending.contains(row.file()),
                                inverse(row.version()),
                                row.recorded()
                                        .filter(past -> past.state().isApplied())
                                        .flatMap(past -> past.work().finished())
                                        .orElse(null)))
                        .toList());
    }

    private Inverse inverse(Version version) {
        return catalog.script(version).map(DynamoFiles::inverse).orElse(Inverse.NOT_NEEDED);
    }

    /** How a migration can be taken back. */
    static Inverse inverse(DynamoScript script) {
        if (script.inverse().isPresent()) {
            return Inverse.PRESENT;
        }
        return script.header().irreversible().isPresent() ? Inverse.IRREVERSIBLE : Inverse.MISSING;
    }

    /** The migrations above a version, or all, that have neither an inverse nor a reason. */
    List<Problem> withoutWayBack(String exemptUpTo, Optional<Version> baseline) {
        Optional<Version> exempt = Version.parse(exemptUpTo);
        return catalog.scripts().stream()
                .filter(script -> isAbove(script.version(), exempt) && isAbove(script.version(), baseline))
                .filter(script -> inverse(script.version()) == Inverse.MISSING)
                .map(script -> Problem.of(
                                ScriptProblem.NO_WAY_BACK,
                                "Migration " + ref(script).title() + " has no way back.")
                        .where(script.origin())
                        .fix("Write its inverse, U" + script.version()
                                + "__<name>.yaml (in Java: UndoableDynamoMigration), or say why there is none:"
                                + " # ordermig:irreversible <reason>.")
                        .build())
                .toList();
    }

    private static boolean isAbove(Version version, Optional<Version> limit) {
        return limit.isEmpty() || version.compareTo(limit.get()) > 0;
    }
}
