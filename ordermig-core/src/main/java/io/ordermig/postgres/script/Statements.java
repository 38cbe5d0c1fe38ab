package io.ordermig.postgres.script;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** The statements of a SQL file, cut by the PostgreSQL driver's own splitter. */
public final class Statements {

    /** A statement with the line on which its first word stands, from 1. */
    public record Statement(String sql, int line) {}

    /** {@code COPY … FROM STDIN;} with the rows that follow it, up to the line {@code \.}. */
    private static final Pattern COPY_ROWS =
            Pattern.compile("(?is)(\\bFROM\\s+STDIN\\b[^;]*;)[^\\n]*\\n.*?^\\\\\\.\\s*$", Pattern.MULTILINE);

    private static final int WORDS_OF_A_STATEMENT = 200;

    private Statements() {}

    /** Cuts the text; rows of a {@code COPY} and empty statements are left out. */
    public static List<Statement> of(String text) {
        String sql = withoutCopyRows(text);
        List<Statement> statements = new ArrayList<>();
        int from = 0;
        try {
            for (NativeQuery query : Parser.parseJdbcSql(sql, true, false, true, false, false)) {
                if (SqlWords.of(query.nativeSql, 1).isEmpty()) {
                    continue;
                }
                int at = Math.max(from, sql.indexOf(query.nativeSql, from));
                statements.add(new Statement(query.nativeSql, lineOf(sql, at + leadingComments(query.nativeSql))));
                from = at + query.nativeSql.length();
            }
        } catch (SQLException e) {
            // Unbalanced quotes: the server will say it better; until then the file is one statement.
            return List.of(new Statement(text, 1));
        }
        return statements;
    }

    /** Why PostgreSQL refuses to run the statement in a transaction; empty when it does not. */
    public static Optional<String> nonTransactional(String statement) {
        return NonTransactional.reason(SqlWords.of(statement, WORDS_OF_A_STATEMENT));
    }

    /** The statement for people: on one line, without its leading comments, at most {@code length} characters. */
    public static String shortened(String statement, int length) {
        String line = statement
                .substring(Math.min(leadingComments(statement), statement.length()))
                .strip()
                .replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    /** How many characters of comments and blanks stand before the first word. */
    public static int leadingComments(String sql) {
        char[] chars = sql.toCharArray();
        int i = 0;
        while (i < chars.length) {
            int end = i;
            if (chars[i] == '-') {
                end = Parser.parseLineComment(chars, i);
            } else if (chars[i] == '/') {
                end = Parser.parseBlockComment(chars, i);
            }
            if (end == i && !Character.isWhitespace(chars[i])) {
                return i;
            }
            i = end + 1;
        }
        return i;
    }

    private static int lineOf(String text, int offset) {
        return 1 + (int) text.substring(0, Math.min(offset, text.length())).chars().filter(c -> c == '\n').count();
    }

    private static String withoutCopyRows(String text) {
        if (!text.contains("\n\\.")) {
            return text;
        }
        // The rows become empty lines, so that line numbers stay true.
        return COPY_ROWS.matcher(text).replaceAll(match -> Matcher.quoteReplacement(
                match.group(1) + "\n".repeat((int) match.group().chars().filter(c -> c == '\n').count())));
    }
}
