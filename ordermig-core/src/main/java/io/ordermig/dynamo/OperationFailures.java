package io.ordermig.dynamo;

import io.ordermig.dynamo.file.DynamoOperation;
import io.ordermig.event.MigrationRef;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says at which operation of which migration a run stopped, and what is done by then. */
final class OperationFailures {

    private OperationFailures() {}

    /**
     * Where a migration stopped.
     *
     * @param origin the file or class
     * @param operation the operation; empty for a class, and when all were done
     * @param done how many operations before it are done
     * @param of how many there are
     */
    record Place(String origin, Optional<DynamoOperation> operation, int done, int of) {

        /** The place in the file, and what the problem itself named: {@code V3__a.yaml, line 7, UpdateTable of orders}. */
        String text(String within) {
            String line = operation.map(at -> origin + ", line " + at.line()).orElse(origin);
            return within.isEmpty() || within.equals(origin) ? line : line + ", " + within;
        }
    }

    /** The same problems, with the operation, with what was applied before, and with the ways on and back. */
    static OrdermigException told(
            OrdermigException e, MigrationRef migration, Place place, List<MigrationRef> before, List<Remedy> ways) {
        List<Problem> problems = e.problems().stream()
                .map(problem -> told(problem, migration, place, before, ways))
                .toList();
        OrdermigException told =
                problems.size() == 1 ? new OrdermigException(problems.get(0), e) : new OrdermigException(problems);
        if (problems.size() > 1) {
            told.addSuppressed(e);
        }
        return told;
    }

    private static Problem told(
            Problem problem, MigrationRef migration, Place place, List<MigrationRef> before, List<Remedy> ways) {
        List<Remedy> remedies = new ArrayList<>(problem.remedies());
        ways.stream().filter(way -> !remedies.contains(way)).forEach(remedies::add);
        List<String> details = new ArrayList<>(problem.details());
        place.operation()
                .ifPresent(at -> details.add(
                        0,
                        "Migration " + migration.title() + " stopped at operation " + (place.done() + 1) + " of "
                                + place.of() + ", " + at.name() + "."));
        List<String> changed = new ArrayList<>();
        if (!before.isEmpty()) {
            changed.add((before.size() == 1 ? "migration " : "migrations ")
                    + before.stream().map(MigrationRef::version).collect(Collectors.joining(", "))
                    + (before.size() == 1 ? " is done" : " are done"));
        }
        if (place.done() > 0) {
            changed.add(place.done() + " of " + place.of() + " operations of migration " + migration.version()
                    + (place.done() == 1 ? " is done" : " are done"));
        }
        if (changed.isEmpty() || !problem.changed().equals(Problem.NOTHING_CHANGED)) {
            changed.add(problem.changed());
        }
        return new Problem(
                problem.code(),
                problem.what(),
                place.text(problem.where()),
                details,
                remedies,
                String.join("; ", changed),
                problem.repeat());
    }

    /** A problem that was foreseen, with its place in the file. */
    static Problem placed(Problem problem, String origin, DynamoOperation operation) {
        return new Problem(
                problem.code(),
                problem.what(),
                new Place(origin, Optional.of(operation), 0, 0).text(problem.where()),
                problem.details(),
                problem.remedies(),
                problem.changed(),
                problem.repeat());
    }

    /** A class threw. Its message is its author's own, and may be shown. */
    static OrdermigException ofJava(String origin, Throwable thrown) {
        return new OrdermigException(
                Problem.of(DynamoProblem.JAVA_FAILED, "A migration in Java has thrown.")
                        .where(origin)
                        .detail(thrown.toString())
                        .fix("Correct the class and build the project again; the stack trace is shown with -e.")
                        .changed("what the class did before it threw")
                        .repeat(Repeat.AFTER_FIX)
                        .build(),
                thrown);
    }
}
