package io.ordermig.script;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code locations}: {@code classpath:db/migration}, {@code filesystem:/srv/sql}, or without prefix, which
 * means the class path. Wildcards {@code *}, {@code **} and {@code ?} as in Flyway.
 *
 * @param descriptor the entry as it was given
 * @param kind where to look
 * @param root the folder down to the first wildcard; without a slash at either end on the class path
 * @param pattern what a file's path below the root must look like; {@code null} without wildcards
 */
record ScriptLocation(
        String descriptor, Kind kind, String root, @Nullable Pattern pattern) {

    enum Kind {
        CLASSPATH,
        FILESYSTEM
    }

    /** Reads an entry; empty when its prefix is one that is not supported. */
    static Optional<ScriptLocation> parse(String descriptor, Path baseFolder) {
        int colon = descriptor.indexOf(':');
        // One letter before the colon is a Windows drive.
        String prefix = colon > 1 ? descriptor.substring(0, colon).toLowerCase(Locale.ROOT) : "classpath";
        String path = colon > 1 ? descriptor.substring(colon + 1) : descriptor;
        return switch (prefix) {
            case "classpath" -> Optional.of(of(descriptor, Kind.CLASSPATH, stripped(path)));
            case "filesystem" ->
                Optional.of(of(
                        descriptor,
                        Kind.FILESYSTEM,
                        baseFolder.resolve(path).normalize().toString()));
            default -> Optional.empty();
        };
    }

    private static ScriptLocation of(String descriptor, Kind kind, String path) {
        String slashed = path.replace('\\', '/');
        int wildcard = firstWildcard(slashed);
        if (wildcard < 0) {
            return new ScriptLocation(descriptor, kind, slashed, null);
        }
        int slash = slashed.lastIndexOf('/', wildcard);
        String root = slash < 0 ? "" : slashed.substring(0, slash);
        return new ScriptLocation(descriptor, kind, root, regex(slashed.substring(slash + 1)));
    }

    private static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '*' || path.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }

    /**
     * What matches the path of a file below the root. The group {@code path} is what Flyway records; without one the
     * wildcards are those of file names, and Flyway records the whole path below the root.
     */
    private static Pattern regex(String glob) {
        StringBuilder regex = new StringBuilder();
        String last = "";
        for (String part : glob.split("/")) {
            if (part.equals("**")) {
                regex.append("(?:[^/]+/)*?");
            } else {
                regex.append(part(part)).append('/');
            }
            last = part;
        }
        boolean isFileName = !last.equals("**") && last.contains(".");
        return Pattern.compile(
                isFileName ? regex.substring(0, regex.length() - 1) : regex + "(?<path>.*)", Pattern.DOTALL);
    }

    private static String part(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^/]+?");
                case '?' -> regex.append("[^/]");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /**
     * The path that Flyway records for a file: relative to the location, with the part that wildcards matched left out.
     *
     * @param belowRoot the file's path below the root, with {@code /}
     * @return empty when the file does not match the wildcards
     */
    Optional<String> pathOf(String belowRoot) {
        if (pattern == null) {
            return Optional.of(belowRoot);
        }
        Matcher matcher = pattern.matcher(belowRoot);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(pattern.pattern().contains("(?<path>") ? matcher.group("path") : belowRoot);
    }

    private static String stripped(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}
