package io.ordermig.dynamo.file;

import java.util.List;

/** A value of a YAML or JSON text, with its place. Keys are not unique here, and scalars have no type yet. */
sealed interface YamlNode {

    Place place();

    /** What it is, for messages: {@code a list}. */
    String kind();

    /**
     * Text without structure.
     *
     * @param text after escapes, folding and placeholders
     * @param quoted whether it cannot be anything but text: in quotes, or a block
     * @param replaced whether a placeholder was replaced in it
     */
    record Scalar(Place place, String text, boolean quoted, boolean replaced) implements YamlNode {

        /** Whether it stands for no value: nothing at all, {@code null} or {@code ~}. */
        boolean isNull() {
            return !quoted && !replaced && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        /** Whether it may be read as a number or a flag: a placeholder may need quotes for the sake of YAML. */
        boolean maybeTyped() {
            return !quoted || replaced;
        }

        @Override
        public String kind() {
            if (isNull()) {
                return "no value";
            }
            return (quoted ? "the text " : "") + shortened(text);
        }

        private static String shortened(String text) {
            String line = text.replace('\n', ' ');
            return line.length() <= 60 ? line : line.substring(0, 57) + "...";
        }
    }

    /** Values in order. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, in order. */
    record Mapping(Place place, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One key with its value. The place of the key has the path of the value. */
    record Entry(Scalar key, YamlNode value) {}
}
