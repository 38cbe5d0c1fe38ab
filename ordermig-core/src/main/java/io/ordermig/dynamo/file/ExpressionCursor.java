package io.ordermig.dynamo.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through an expression, word by word. Throws {@link IllegalArgumentException} where it is not as expected. */
final class ExpressionCursor {

    private final List<String> tokens;
    private final Map<String, String> names;
    private int at;

    /** At the beginning; {@code names} are what the expression calls attributes. */
    ExpressionCursor(String expression, Map<String, String> names) {
        this.tokens = ConditionText.tokens(expression);
        this.names = names;
    }

    boolean atEnd() {
        return at == tokens.size();
    }

    /** The word that is next; empty at the end. */
    String peek() {
        return peek(0);
    }

    String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
    }

    boolean nextIs(String word) {
        return peek().equalsIgnoreCase(word);
    }

    String next() {
        if (atEnd()) {
            throw new IllegalArgumentException("It ends too early.");
        }
        return tokens.get(at++);
    }

    /** Passes over the word, if it is next. */
    boolean took(String word) {
        if (nextIs(word)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String word) {
        if (!took(word)) {
            throw new IllegalArgumentException(
                    atEnd()
                            ? "It ends where " + word + " is expected."
                            : peek() + " stands where " + word + " is expected.");
        }
    }

    /** Whether a value such as {@code :name} is next. */
    boolean nextIsValue() {
        return peek().startsWith(":");
    }

    /** The path that is next. */
    DocumentPath path() {
        List<String> steps = new ArrayList<>();
        steps.add(name());
        while (nextIs(".") || nextIs("[")) {
            if (took(".")) {
                steps.add(name());
            } else {
                expect("[");
                steps.add("[" + next() + "]");
                expect("]");
            }
        }
        return new DocumentPath(steps);
    }

    private String name() {
        String word = next();
        @Nullable String meant = names.get(word);
        if (meant == null && !word.matches("[A-Za-z_#][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(word + " stands where an attribute is expected.");
        }
        return meant == null ? word : meant;
    }
}
