package io.ordermig.testing.aws.rds;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;

/**
 * One page of a Describe call: in the order of identifiers, {@code MaxRecords} from 20 to 100 with 100 as its default,
 * and a {@code Marker} for the next one.
 */
record Page<T>(List<T> items, String marker) {

    /** The page that a request asks for. */
    static <T> Page<T> of(NavigableMap<String, T> all, Integer maxRecords, String marker, int longest) {
        if (maxRecords != null && (maxRecords < 20 || maxRecords > 100)) {
            throw RdsErrors.invalidValue("Invalid value " + maxRecords + " for MaxRecords. Must be between 20 and 100");
        }
        int size = Math.min(maxRecords == null ? 100 : maxRecords, longest);
        NavigableMap<String, T> rest = marker == null || marker.isEmpty() ? all : all.tailMap(decoded(marker), false);
        List<String> keys = rest.keySet().stream().limit(size).toList();
        String next = rest.size() > size ? encoded(keys.get(keys.size() - 1)) : null;
        return new Page<>(keys.stream().map(rest::get).toList(), next);
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RdsErrors.invalidValue("Invalid marker: " + marker);
        }
    }
}
