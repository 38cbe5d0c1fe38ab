package io.ordermig.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A log that keeps its lines: the level's first letter, a blank, the text. */
final class RecordedLog extends SystemStreamLog {

    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public void debug(CharSequence text) {
        lines.add("D " + text);
    }

    @Override
    public void info(CharSequence text) {
        lines.add("I " + text);
    }

    @Override
    public void warn(CharSequence text) {
        lines.add("W " + text);
    }

    @Override
    public void error(CharSequence text) {
        lines.add("E " + text);
    }
}
