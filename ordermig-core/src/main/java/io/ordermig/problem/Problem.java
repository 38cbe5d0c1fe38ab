package io.ordermig.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that stopped a run, or would: what failed, where, why, how to fix it, what has changed so far, and whether
 * it is safe to run again. Never holds a password, token or row value.
 *
 * @param code the kind of problem
 * @param what what failed, one sentence
 * @param where the file and line, address or parameter; empty when there is no one place
 * @param details further lines, such as the server's own words; may be empty
 * @param remedies what to do, most likely first; at least one
 * @param changed what the run has changed so far
 * @param repeat whether the same command may be given again
 */
public record Problem(
        ProblemCode code,
        String what,
        String where,
        List<String> details,
        List<Remedy> remedies,
        String changed,
        Repeat repeat) {

    /** What {@link #changed} says when a check stopped the run before its first effect. */
    public static final String NOTHING_CHANGED = "nothing";

    public Problem {
        details = List.copyOf(details);
        remedies = List.copyOf(remedies);
        if (what.isBlank()) {
            throw new IllegalArgumentException("a problem says what failed");
        }
        if (remedies.isEmpty()) {
            throw new IllegalArgumentException("a problem names a remedy: " + what);
        }
    }

    /** Starts a problem; by default nothing has changed, and it is safe to run again after the fix. */
    public static Builder of(ProblemCode code, String what) {
        return new Builder(code, what);
    }

    /** The same problem, with what is known about its effects. */
    public Problem after(String effects, Repeat answer) {
        return new Problem(code, what, where, details, remedies, effects, answer);
    }

    /** The problem in one line, for where it is a warning: what failed, why, and where. */
    public String inShort() {
        List<String> parts = new ArrayList<>(List.of(what));
        parts.addAll(details);
        return String.join(" ", parts) + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /** The problem as lines of text, the first without indentation. */
    public List<String> lines(Vocabulary vocabulary) {
        List<String> lines = new ArrayList<>();
        lines.add(what + " [" + code.id() + "]");
        if (!where.isEmpty()) {
            lines.add("  Where:              " + where);
        }
        String label = "  Why:                ";
        for (String detail : details) {
            lines.add(label + detail);
            label = " ".repeat(label.length());
        }
        label = "  How to fix it:      ";
        for (Remedy remedy : remedies) {
            lines.add(label + remedy.spelled(vocabulary));
            label = " ".repeat(label.length());
        }
        lines.add("  Changed so far:     " + changed);
        lines.add("  Safe to run again:  " + repeat.text());
        return lines;
    }

    /** The problem as one text, lines separated by {@code \n}. */
    public String text(Vocabulary vocabulary) {
        return String.join("\n", lines(vocabulary));
    }

    /** Puts a {@link Problem} together. */
    public static final class Builder {
        private final ProblemCode code;
        private final String what;
        private String where = "";
        private final List<String> details = new ArrayList<>();
        private final List<Remedy> remedies = new ArrayList<>();
        private String changed = NOTHING_CHANGED;
        private Repeat repeat = Repeat.AFTER_FIX;

        private Builder(ProblemCode code, String what) {
            this.code = code;
            this.what = what;
        }

        /** The one place it happened. */
        public Builder where(String place) {
            this.where = place;
            return this;
        }

        /** A line of explanation; blank ones are left out. */
        public Builder detail(String line) {
            if (!line.isBlank()) {
                details.add(line.strip());
            }
            return this;
        }

        /** Something to do about it. */
        public Builder fix(Remedy remedy) {
            remedies.add(remedy);
            return this;
        }

        /** Advice in a sentence. */
        public Builder fix(String advice) {
            return fix(Remedy.advice(advice));
        }

        /** What the run has changed before it stopped. */
        public Builder changed(String text) {
            this.changed = text;
            return this;
        }

        /** Whether the same command may be given again. */
        public Builder repeat(Repeat answer) {
            this.repeat = answer;
            return this;
        }

        /** The finished value. */
        public Problem build() {
            return new Problem(code, what, where, details, remedies, changed, repeat);
        }
    }
}
