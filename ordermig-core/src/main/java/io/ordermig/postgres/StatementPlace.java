package io.ordermig.postgres;

import io.ordermig.postgres.script.Statements;
import java.util.List;

/** Finds the line of a file that the server complains about. */
final class StatementPlace {

    private StatementPlace() {}

    /**
     * The line, from 1.
     *
     * @param file the text of the file
     * @param sent the statement as it was sent, with placeholders replaced
     * @param number its place among the statements of the file, from 1
     * @param position where in the statement the server points, from 1; 0 when it does not
     */
    static int lineOf(String file, String sent, int number, int position) {
        int at = file.indexOf(sent);
        if (at >= 0 && file.indexOf(sent, at + 1) < 0) {
            int offset = position > 0 ? position - 1 : Math.max(0, sent.indexOf(sent.strip()));
            int skipped = position > 0 ? 0 : Statements.leadingComments(sent);
            return lineAt(file, at + Math.max(offset, skipped));
        }
        // The text was changed by placeholders, or stands there more than once: count the statements.
        List<Statements.Statement> statements = Statements.of(file);
        if (number > statements.size()) {
            return 1;
        }
        int line = statements.get(number - 1).line();
        int start = Statements.leadingComments(sent);
        if (position - 1 <= start || position > sent.length()) {
            return line;
        }
        return line + lineAt(sent, position - 1) - lineAt(sent, start);
    }

    private static int lineAt(String text, int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
