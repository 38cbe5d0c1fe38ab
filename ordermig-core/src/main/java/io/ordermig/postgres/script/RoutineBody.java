package io.ordermig.postgres.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows one statement and knows whether it is inside a {@code BEGIN ATOMIC} body, where semicolons do not end it. The
 * rules are those of psql: only in CREATE FUNCTION and CREATE PROCEDURE, with each CASE closed by an END of its own.
 */
final class RoutineBody {

    private static final int WORDS_OF_THE_HEAD = 4;

    private final List<String> head = new ArrayList<>();
    private int depth;

    /** Takes a word that stands outside of parentheses, in upper case. */
    void word(String word) {
        if (head.size() < WORDS_OF_THE_HEAD) {
            head.add(word);
        }
        if (!isRoutine()) {
            return;
        }
        switch (word) {
            case "BEGIN" -> depth++;
            case "CASE" -> depth += depth > 0 ? 1 : 0;
            case "END" -> depth = Math.max(0, depth - 1);
            default -> {}
        }
    }

    private boolean isRoutine() {
        return head.get(0).equals("CREATE") && (head.contains("FUNCTION") || head.contains("PROCEDURE"));
    }

    /** Whether a semicolon here belongs to the body. */
    boolean isOpen() {
        return depth > 0;
    }
}
