package io.ordermig.dynamo.ledger;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;

/** Says what is wrong with migrations whose file and row do not agree. */
final class LedgerFindings {

    private LedgerFindings() {}

    static Problem changed(MigrationRow row, ResolvedMigration file) {
        return Problem.of(
                        LedgerProblem.CHECKSUM_MISMATCH,
                        "Migration " + file.title() + " was changed after it had been applied.")
                .where(file.script())
                .detail("Applied was checksum " + row.migration().checksum() + ", the file has " + file.checksum()
                        + ".")
                .fix("Put the file back as it was, and make the change in a new migration.")
                .fix(Remedy.run(
                        "dynamo-repair",
                        "if the change makes no difference (a comment, a blank), to accept the file as it is"))
                .build();
    }

    static Problem missing(MigrationRow row) {
        return Problem.of(LedgerProblem.MISSING, "Migration " + row.title() + " was applied, and its file is gone.")
                .where(row.migration().script())
                .fix("Bring the file back. If the project was not built, build it first.")
                .fix(Remedy.run("dynamo-repair", "if it is gone for good, to mark it as deleted"))
                .build();
    }

    static Problem outOfOrder(ResolvedMigration file, Version current) {
        return Problem.of(
                        LedgerProblem.OUT_OF_ORDER,
                        "Migration " + file.title() + " is not applied, and version " + current + " is.")
                .where(file.script())
                .fix("Give it a version above " + current + ".")
                .fix(Remedy.set("dynamoOutOfOrder", "true", "to apply it all the same"))
                .build();
    }

    static Problem failed(MigrationRow row) {
        boolean undo = row.state() == RowState.UNDO_FAILED;
        return unfinished(
                Problem.of(
                                LedgerProblem.FAILED,
                                (undo ? "The undo of migration " : "Migration ") + row.title()
                                        + " stopped at a problem in an earlier run.")
                        .detail(row.work().error()),
                row,
                undo);
    }

    static Problem halfDone(MigrationRow row) {
        boolean undo = row.state() == RowState.UNDOING;
        return unfinished(
                Problem.of(
                        LedgerProblem.HALF_DONE,
                        (undo ? "The undo of migration " : "Migration ") + row.title()
                                + " was begun by a run that did not end it."),
                row,
                undo);
    }

    private static Problem unfinished(Problem.Builder problem, MigrationRow row, boolean undo) {
        return problem.where(row.migration().script())
                .detail("It was " + row.work().runner().title() + ", at "
                        + row.work().started() + ".")
                .detail(done(row, undo))
                .fix(Remedy.run(undo ? "dynamo-undo" : "dynamo", "to go on behind the operations that are done"))
                .fix(Remedy.run(
                        "dynamo-repair",
                        "if you have put the tables right yourself, to "
                                + (undo ? "count it as applied again" : "take its row out of the ledger")))
                .repeat(Repeat.SAFE)
                .build();
    }

    static Problem changedMidway(MigrationRow row, ResolvedMigration file) {
        return Problem.of(
                        LedgerProblem.CHANGED_MIDWAY,
                        "Migration " + file.title() + " was changed after a part of it had been applied.")
                .where(file.script())
                .detail(done(row, false))
                .detail("Begun was checksum " + row.migration().checksum() + ", the file has " + file.checksum() + ".")
                .fix("Put the file back as it was, and let it be applied; make the change in a new migration.")
                .fix("Or take back by hand what is done, and then take its row out of the ledger with dynamo-repair.")
                .repeat(Repeat.AFTER_CLEANUP)
                .build();
    }

    private static String done(MigrationRow row, boolean undo) {
        int done = row.work().operationsDone();
        String of = undo ? "" : " of " + row.migration().operations();
        return done + of + " operations are done for certain; the next one may be, too.";
    }
}
