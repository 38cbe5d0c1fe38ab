package io.ordermig.postgres.script;

import java.util.ArrayList;
import java.util.List;

/** Finds the line comments of a SQL text: not those within literals, quoted names, function bodies or block comments. */
final class SqlComments {

    /**
     * One comment.
     *
     * @param text from its two hyphens to the end of its line
     * @param line the line it stands on, from 1
     * @param inHeader whether it stands above the first statement
     */
    record LineComment(String text, int line, boolean inHeader) {}

    private SqlComments() {}

    static List<LineComment> of(String sql) {
        List<LineComment> comments = new ArrayList<>();
        boolean inHeader = true;
        SqlTokens tokens = new SqlTokens(sql);
        while (tokens.advance()) {
            inHeader &= tokens.isComment();
            if (tokens.kind() == SqlTokens.Kind.LINE_COMMENT) {
                comments.add(new LineComment(tokens.text().strip(), tokens.line(), inHeader));
            }
        }
        return comments;
    }
}
