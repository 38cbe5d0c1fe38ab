package io.ordermig.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name that a misspelt one most likely meant. */
public final class NearestName {

    private NearestName() {}

    /**
     * The valid name with the smallest edit distance to {@code wrong}, letter case aside; empty when none is closer than
     * half of its letters, because a far-fetched proposal misleads.
     */
    public static Optional<String> of(String wrong, Collection<String> valid) {
        String folded = wrong.toLowerCase(Locale.ROOT);
        return valid.stream()
                .min(Comparator.comparingInt((String name) -> distance(folded, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(folded, name.toLowerCase(Locale.ROOT)) * 2
                        <= Math.max(folded.length(), name.length()));
    }

    /** A sentence for error messages: the nearest name, or all of them when none is near. */
    public static String hint(String wrong, Collection<String> valid) {
        return of(wrong, valid)
                .map(name -> "Did you mean " + name + "?")
                .orElseGet(() ->
                        "Valid: " + String.join(", ", valid.stream().sorted().toList()) + ".");
    }

    /** Levenshtein distance in which a swap of neighbours counts as one edit. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitution = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(substitution, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
