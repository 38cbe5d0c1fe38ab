package io.ordermig.dynamo.backfill;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Tells one change of items from others, without holding their values. */
final class Identity {

    private Identity() {}

    /** A digest of the parts, which depends on their order and not on that of maps within them. */
    static String of(Object... parts) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        for (Object part : parts) {
            String text = part instanceof Map<?, ?> map ? new TreeMap<>(map).toString() : part.toString();
            digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
