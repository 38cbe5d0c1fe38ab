package io.ordermig.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who holds a lock.
 *
 * @param pid the process id
 * @param space the number of the space in which the id counts, which is another one inside a container; 0 where there
 *     are no such spaces
 */
record Holder(String pid, String space) {

    private static final Path OWN_SPACE = Path.of("/proc/self/ns/pid");

    static Holder self() {
        return new Holder(Long.toString(ProcessHandle.current().pid()), ownSpace());
    }

    /** Reads {@link #text} from the start of a text. */
    static Holder of(String text) {
        String[] words = text.strip().split("-", 3);
        return words.length < 2 ? new Holder("unknown", "0") : new Holder(words[0], words[1]);
    }

    /** Fit for a file name. */
    String text() {
        return pid + "-" + space;
    }

    /** Whether the process id says nothing here. */
    boolean isElsewhere() {
        return !space.equals("0") && !space.equals(ownSpace());
    }

    private static String ownSpace() {
        try {
            // a link to pid:[4026531836]
            return Files.readSymbolicLink(OWN_SPACE).toString().replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return "0";
        }
    }
}
