package io.ordermig.dynamo.backfill;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders in DynamoDB's expressions. A request may define those alone that its expressions use, so names and values
 * for several expressions are divided among requests. Expressions hold no literals, so each {@code #} and {@code :}
 * begins a placeholder.
 */
final class Expressions {

    /** Begins the placeholders that are ours. */
    static final String OURS = "ordermig";

    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    private Expressions() {}

    /** The placeholders that an expression uses, with their first sign. */
    static Set<String> used(String... expressions) {
        Set<String> used = new TreeSet<>();
        for (String expression : expressions) {
            Matcher matcher = PLACEHOLDER.matcher(expression);
            while (matcher.find()) {
                used.add(matcher.group());
            }
        }
        return used;
    }

    /** Those definitions that expressions use. */
    static <T> Map<String, T> usedOf(Map<String, T> defined, String... expressions) {
        Map<String, T> some = new HashMap<>(defined);
        some.keySet().retainAll(used(expressions));
        return some;
    }

    /** Several conditions together; empty ones hold anyway. */
    static String all(String... conditions) {
        StringBuilder all = new StringBuilder();
        for (String condition : conditions) {
            if (!condition.isBlank()) {
                all.append(all.length() == 0 ? "" : " AND ")
                        .append('(')
                        .append(condition)
                        .append(')');
            }
        }
        return all.toString();
    }
}
