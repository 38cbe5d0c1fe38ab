package io.ordermig.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of a change that a migration is: add the new, fill it, remove the old. */
public enum Phase {
    /** Adds what the next release needs, in a way that the running one does not notice. */
    EXPAND,
    /** Fills the new structure from the old one. */
    MIGRATE,
    /** Removes what no running release uses any more. */
    CONTRACT;

    /** The phase of that name, letter case aside. */
    public static Optional<Phase> named(String name) {
        return Arrays.stream(values())
                .filter(phase -> phase.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** All names, as headers spell them. */
    public static List<String> names() {
        return Arrays.stream(values())
                .map(phase -> phase.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
