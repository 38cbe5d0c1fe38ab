package io.ordermig.dynamo.file;

import io.ordermig.problem.Problem;
import io.ordermig.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file, so that all of it can be shown at once. Not thread-safe. */
final class FileProblems {

    private final String origin;
    private final List<Problem> found = new ArrayList<>();

    /** Nothing found yet; {@code origin} is the file, as messages name it. */
    FileProblems(String origin) {
        this.origin = origin;
    }

    /** Starts a problem with its place; it counts when it is {@linkplain #add added}. */
    Problem.Builder at(Place place, ProblemCode code, String what) {
        return Problem.of(code, what).where(origin + ", " + place);
    }

    /** Starts a problem of the whole file. */
    Problem.Builder inFile(ProblemCode code, String what) {
        return Problem.of(code, what).where(origin);
    }

    /** The file, as messages name it. */
    String origin() {
        return origin;
    }

    void add(Problem.Builder problem) {
        found.add(problem.build());
    }

    /** A value that cannot be used. */
    void value(Place place, String what, String detail, String fix) {
        add(at(place, DynamoFileProblem.VALUE, what).detail(detail).fix(fix));
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}
