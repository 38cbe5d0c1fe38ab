package io.ordermig.dynamo.file;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an update expression does to which attributes. Immutable. */
final class UpdateEffects {

    /** An update that does nothing. */
    static final UpdateEffects NONE = new UpdateEffects();

    private static final Set<String> CLAUSES = Set.of("SET", "REMOVE", "ADD", "DELETE");

    /** What becomes of one attribute. */
    enum Kind {
        /** It gets the value of {@link Effect#value}. */
        SET_TO,
        /** It gets some value. */
        SET,
        /** It is there no more. */
        REMOVED,
        /** A number or a set that is there changes. */
        CHANGED
    }

    /**
     * What becomes of one attribute.
     *
     * @param value the placeholder of its value, such as {@code :v}; empty when it is not known
     */
    record Effect(Kind kind, String value) {}

    private final Map<DocumentPath, Effect> effects = new LinkedHashMap<>();

    private UpdateEffects() {}

    /**
     * Reads an update expression.
     *
     * @throws IllegalArgumentException saying where it is none
     */
    static UpdateEffects of(String update, Map<String, String> names) {
        UpdateEffects effects = new UpdateEffects();
        ExpressionCursor cursor = new ExpressionCursor(update, names);
        do {
            String clause = cursor.next().toUpperCase(Locale.ROOT);
            if (!CLAUSES.contains(clause)) {
                throw new IllegalArgumentException(
                        "An update begins with SET, REMOVE, ADD or DELETE, not " + clause + ".");
            }
            do {
                effects.read(clause, cursor);
            } while (cursor.took(","));
        } while (!cursor.atEnd());
        return effects;
    }

    private void read(String clause, ExpressionCursor cursor) {
        DocumentPath path = cursor.path();
        switch (clause) {
            case "SET" -> {
                cursor.expect("=");
                effects.put(path, set(cursor));
            }
            case "REMOVE" -> effects.put(path, new Effect(Kind.REMOVED, ""));
            default -> {
                cursor.next();
                effects.put(path, new Effect(clause.equals("ADD") ? Kind.SET : Kind.CHANGED, ""));
            }
        }
    }

    private static Effect set(ExpressionCursor cursor) {
        boolean value = cursor.nextIsValue();
        String first = cursor.peek();
        int words = 0;
        int open = 0;
        while (!cursor.atEnd() && !(open == 0 && (cursor.nextIs(",") || beginsClause(cursor)))) {
            String word = cursor.next();
            open += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            words++;
        }
        if (words == 0) {
            throw new IllegalArgumentException("There is nothing that SET sets an attribute to.");
        }
        return words == 1 && value ? new Effect(Kind.SET_TO, first) : new Effect(Kind.SET, "");
    }

    /** A clause begins with its word and a path; an attribute may have the same name. */
    private static boolean beginsClause(ExpressionCursor cursor) {
        return CLAUSES.contains(cursor.peek().toUpperCase(Locale.ROOT))
                && cursor.peek(1).matches("[#A-Za-z_].*");
    }

    /** What becomes of exactly this attribute; {@code null} when nothing does, or only of what is around or within it. */
    @Nullable
    Effect exactly(DocumentPath path) {
        return effects.get(path);
    }

    /** Whether the attribute, or something around or within it, is changed. */
    boolean touches(DocumentPath path) {
        return effects.keySet().stream().anyMatch(path::overlaps);
    }

    /** The attributes that are changed, for messages. */
    String paths() {
        return effects.keySet().stream()
                .map(DocumentPath::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }
}
