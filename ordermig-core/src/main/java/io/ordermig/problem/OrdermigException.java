package io.ordermig.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run cannot go on. Carries every problem found, at least one; the first decides whose turn it is. */
public class OrdermigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** One problem, without an underlying cause. */
    public OrdermigException(Problem problem) {
        this(List.of(problem), null);
    }

    /** One problem, with its cause. */
    public OrdermigException(Problem problem, @Nullable Throwable cause) {
        this(List.of(problem), cause);
    }

    /** Several problems found together. */
    public OrdermigException(List<Problem> problems) {
        this(problems, null);
    }

    private OrdermigException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(p -> p.text(Vocabulary.NEUTRAL)).collect(Collectors.joining("\n\n")), cause);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception carries a problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** Every problem found, in the order to show them. */
    public List<Problem> problems() {
        return problems;
    }

    /** The first problem. */
    public Problem problem() {
        return problems.get(0);
    }
}
