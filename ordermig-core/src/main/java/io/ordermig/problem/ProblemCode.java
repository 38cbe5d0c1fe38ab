package io.ordermig.problem;

/**
 * The name of one kind of problem. Each capability keeps its codes in an enum of its own, beside the text that goes with
 * them, so that a new capability adds codes without touching another.
 *
 * <p>The id has the form {@code area/name}, in lower case with hyphens; {@code docs/problems/area-name.md} explains it.
 */
public interface ProblemCode {

    /** The stable id, such as {@code connection/unreachable}. */
    String id();

    /** Whose turn it is. */
    Fault fault();

    /** The page that explains this code, relative to the root of the project's documentation. */
    default String page() {
        return "docs/problems/" + id().replace('/', '-') + ".md";
    }
}
