package io.ordermig.notification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Text of limited size in UTF-8, put together from lines. */
final class BoundedText {

    private static final int LONGEST_LINE = 2_000;
    /** For the line that says how much was left out. */
    private static final int NOTE = 40;

    private final StringBuilder text = new StringBuilder();
    private int room;

    /**
     * Empty text.
     *
     * @param bytes the most that it may become
     */
    BoundedText(int bytes) {
        this.room = bytes;
    }

    /** Adds lines as long as they fit into a share of the text, and says how many did not. Line breaks make lines. */
    void add(List<String> lines, int share) {
        int left = Math.min(share, room) - NOTE;
        int added = 0;
        List<String> single = lines.stream()
                .flatMap(line -> line.isEmpty() ? Stream.of(line) : line.lines())
                .toList();
        for (String line : single) {
            String fit = cut(printable(line), LONGEST_LINE);
            int bytes = bytes(fit) + 1;
            if (bytes > left) {
                append("  ... and " + (single.size() - added) + " more lines");
                return;
            }
            left -= bytes;
            added++;
            append(fit);
        }
    }

    /** Adds one line as it is, in one piece. */
    void add(String line) {
        append(printable(line));
    }

    private void append(String line) {
        room -= bytes(line) + 1;
        text.append(line).append('\n');
    }

    String text() {
        return text.toString();
    }

    private static int bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }

    /** On one line, without the control characters that XML, in which SNS delivers, cannot hold. */
    static String printable(String line) {
        return line.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\uFFFE\\uFFFF]", " ");
    }

    /** The first {@code longest} characters; half a surrogate pair is left out. */
    static String cut(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - 3;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "...";
    }
}
