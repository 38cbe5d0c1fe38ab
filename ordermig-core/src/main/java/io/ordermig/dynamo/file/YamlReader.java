package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import io.ordermig.dynamo.file.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2, and JSON as the part of it that it is, into values with their places. Anchors, aliases and tags are
 * refused: they make a text mean something else than it seems to. Placeholders are replaced in each scalar by itself, so
 * that what they stand for can neither break the structure nor move lines.
 */
final class YamlReader {

    /** Characters in a file. More than DynamoDB takes in one batch, and little enough to keep in memory. */
    static final int LONGEST_TEXT = 16 * 1024 * 1024;

    /** Values within values: the 32 levels of an item, each with its type, and the request around it. */
    static final int DEEPEST = 100;

    /** Ends the reading; the problem is noted. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final FileProblems problems;
    private final ScalarText scalarText;
    private final Iterator<Event> events;

    private YamlReader(FileProblems problems, ScalarText scalarText, Iterator<Event> events) {
        this.problems = problems;
        this.scalarText = scalarText;
        this.events = events;
    }

    /** The one document of a text; empty when there is none or it cannot be read, and then a problem is noted. */
    static Optional<YamlNode> read(String text, ScalarText scalarText, FileProblems problems) {
        if (text.length() > LONGEST_TEXT) {
            problems.add(problems.inFile(
                            DynamoFileProblem.SYNTAX, "The file is longer than " + LONGEST_TEXT + " characters.")
                    .fix("Divide it among several migrations."));
            return Optional.empty();
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            return new YamlReader(
                            problems,
                            scalarText,
                            new Parse(settings).parseString(text).iterator())
                    .document();
        } catch (Unreadable e) {
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(SyntaxFaults.of(e, text, problems));
            return Optional.empty();
        }
    }

    private Optional<YamlNode> document() throws Unreadable {
        Optional<YamlNode> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> {
                    if (root.isPresent()) {
                        throw refused(event, "", "A second document begins here.", "Keep one document in a file.");
                    }
                }
                default -> root = Optional.of(node(event, "", 0));
            }
        }
        return root;
    }

    private YamlNode node(Event event, String path, int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw refused(event, "", "Values are nested deeper than " + DEEPEST + " levels.", "Nest them less.");
        }
        checkPlain(event, path);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, path);
        }
        Place place = place(event, path);
        return event instanceof SequenceStartEvent ? sequence(place, depth) : mapping(place, depth);
    }

    private Sequence sequence(Place place, int depth) throws Unreadable {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, place.path() + "[" + items.size() + "]", depth + 1));
        }
        return new Sequence(place, items);
    }

    private Mapping mapping(Place place, int depth) throws Unreadable {
        List<Entry> entries = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            checkPlain(event, place.path());
            if (!(event instanceof ScalarEvent key)) {
                throw refused(event, place.path(), "A key is not plain text.", "Write a name before the colon.");
            }
            Scalar name = scalar(key, place.path());
            String path = (place.path().isEmpty() ? "" : place.path() + ".") + name.text();
            Scalar placed = new Scalar(place(key, path), name.text(), name.quoted(), name.replaced());
            entries.add(new Entry(placed, node(events.next(), path, depth + 1)));
        }
        return new Mapping(place, entries);
    }

    private Scalar scalar(ScalarEvent event, String path) {
        Place place = place(event, path);
        String text = event.getValue();
        String replaced = scalarText.replaced(
                text, place, event.getStartMark().map(mark -> mark.getIndex()).orElse(0));
        return new Scalar(place, replaced, event.getScalarStyle() != ScalarStyle.PLAIN, !replaced.equals(text));
    }

    private void checkPlain(Event event, String path) throws Unreadable {
        if (event instanceof AliasEvent alias) {
            throw refused(
                    event,
                    path,
                    "The alias *" + alias.getAlias() + " stands for a value that is elsewhere.",
                    "Write the value itself, or in quotes if it is text that begins with an asterisk.");
        }
        Optional<Anchor> anchor =
                event instanceof NodeEvent node && !(event instanceof AliasEvent) ? node.getAnchor() : Optional.empty();
        if (anchor.isPresent()) {
            throw refused(
                    event,
                    path,
                    "The anchor &" + anchor.get() + " is not permitted.",
                    "Take it out, or write the value in quotes if it is text that begins with an ampersand.");
        }
        Optional<String> tag = Optional.empty();
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
        } else if (event instanceof SequenceStartEvent sequence) {
            tag = sequence.getTag();
        } else if (event instanceof MappingStartEvent mapping) {
            tag = mapping.getTag();
        }
        if (tag.isPresent()) {
            throw refused(
                    event,
                    path,
                    "The tag " + tag.get() + " is not permitted: the type of a value is that of its field.",
                    "Take it out, or write the value in quotes if it is text that begins with an exclamation mark.");
        }
    }

    private Unreadable refused(Event event, String path, String what, String fix) {
        problems.add(
                problems.at(place(event, path), DynamoFileProblem.SYNTAX, what).fix(fix));
        return new Unreadable();
    }

    private static Place place(Event event, String path) {
        return event.getStartMark()
                .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1, path))
                .orElse(new Place(1, 1, path));
    }
}
