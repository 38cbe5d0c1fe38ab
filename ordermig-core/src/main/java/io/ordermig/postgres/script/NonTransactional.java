package io.ordermig.postgres.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows the statements that PostgreSQL refuses inside a transaction block. Source: the notes of each command in the
 * PostgreSQL reference, and the calls of {@code PreventInTransactionBlock} in its {@code utility.c}.
 */
final class NonTransactional {

    private static final Set<String> CLUSTER_WIDE = Set.of("DATABASE", "TABLESPACE", "SUBSCRIPTION");
    private static final Set<String> REINDEX_ONE = Set.of("INDEX", "TABLE");
    private static final Set<String> REINDEX_WHOLE = Set.of("SCHEMA", "DATABASE", "SYSTEM");

    private static final Pattern HINT = Pattern.compile(
            "(?i)\\b(?:CONCURRENTLY|VACUUM|REPACK|REINDEX|DISCARD|CLUSTER|ADD\\s+VALUE|DATABASE|TABLESPACE|SUBSCRIPTION|SYSTEM)\\b");

    private NonTransactional() {}

    /** Whether a text may hold such a statement; a quick look that spares most files the splitting. */
    static boolean mayBeIn(String text) {
        return HINT.matcher(text).find();
    }

    /** The statement's name when it must run outside a transaction. */
    static Optional<String> reason(List<String> words) {
        String first = word(words, 0);
        String second = word(words, 1);
        return switch (first) {
            case "VACUUM", "REPACK" -> Optional.of(first);
            case "CREATE", "DROP" -> createOrDrop(words, first, second);
            case "REINDEX" -> reindex(words);
            case "ALTER" -> alter(words, second);
            case "DISCARD" -> when(second.equals("ALL"), "DISCARD ALL");
            case "CLUSTER" -> when(words.size() == 1 || (second.equals("VERBOSE") && words.size() == 2), "CLUSTER");
            default -> Optional.empty();
        };
    }

    private static Optional<String> createOrDrop(List<String> words, String first, String second) {
        if (CLUSTER_WIDE.contains(second)) {
            return Optional.of(first + " " + second);
        }
        boolean index = second.equals("INDEX")
                || (second.equals("UNIQUE") && word(words, 2).equals("INDEX"));
        int place = second.equals("UNIQUE") ? 3 : 2;
        return when(index && word(words, place).equals("CONCURRENTLY"), first + " INDEX CONCURRENTLY");
    }

    private static Optional<String> reindex(List<String> words) {
        for (String word : words.subList(1, words.size())) {
            if (word.equals("CONCURRENTLY")) {
                return Optional.of("REINDEX CONCURRENTLY");
            }
            if (REINDEX_WHOLE.contains(word)) {
                return Optional.of("REINDEX " + word);
            }
            if (REINDEX_ONE.contains(word)) {
                int place = words.indexOf(word) + 1;
                return when(word(words, place).equals("CONCURRENTLY"), "REINDEX CONCURRENTLY");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> alter(List<String> words, String second) {
        return switch (second) {
            case "SYSTEM" -> Optional.of("ALTER SYSTEM");
            // Allowed in a transaction since PostgreSQL 12, but the value cannot be used before it is committed.
            case "TYPE" -> when(follows(words, "ADD", "VALUE"), "ALTER TYPE … ADD VALUE");
            case "TABLE" ->
                when(
                        follows(words, "DETACH", "PARTITION") && words.contains("CONCURRENTLY"),
                        "DETACH PARTITION … CONCURRENTLY");
            case "DATABASE" -> when(follows(words, "SET", "TABLESPACE"), "ALTER DATABASE … SET TABLESPACE");
            case "SUBSCRIPTION" ->
                when(
                        follows(words, "REFRESH", "PUBLICATION")
                                || (words.contains("PUBLICATION") && !follows(words, "REFRESH", "FALSE"))
                                || words.contains("FAILOVER")
                                || words.contains("TWO_PHASE"),
                        "ALTER SUBSCRIPTION");
            default -> Optional.empty();
        };
    }

    private static boolean follows(List<String> words, String one, String next) {
        for (int i = 2; i < words.size() - 1; i++) {
            if (words.get(i).equals(one) && words.get(i + 1).equals(next)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> when(boolean condition, String name) {
        return condition ? Optional.of(name) : Optional.empty();
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
