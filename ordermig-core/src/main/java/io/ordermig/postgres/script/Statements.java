package io.ordermig.postgres.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/** The statements of a SQL file, cut where psql would cut them. */
public final class Statements {

    /**
     * One statement.
     *
     * @param sql its text from its first word on, without the semicolon
     * @param line the line on which its first word stands, from 1
     */
    public record Statement(String sql, int line) {}

    /** {@code COPY … FROM STDIN;} with the rows that follow it, up to the line {@code \.}. */
    private static final Pattern COPY_ROWS =
            Pattern.compile("(?is)(\\bFROM\\s+STDIN\\b[^;]*;)[^\\n]*\\n.*?^\\\\\\.\\s*$", Pattern.MULTILINE);

    private static final int WORDS_OF_A_STATEMENT = 200;

    /** A text literal, also one that the end of the text cuts off. */
    private static final Pattern LITERAL = Pattern.compile("'[^']*+(?:''[^']*+)*+(?:'|$)");

    /** How many characters of a statement are looked through beyond those that are shown. */
    private static final int SEARCHED = 10_000;

    private Statements() {}

    /** Cuts the text; comments around a statement, rows of a {@code COPY} and empty statements are left out. */
    public static List<Statement> of(String text) {
        String sql = withoutCopyRows(text);
        List<Statement> statements = new ArrayList<>();
        SqlTokens tokens = new SqlTokens(sql);
        while (tokens.advance()) {
            if (!tokens.isComment() && !tokens.isSign(';')) {
                int start = tokens.start();
                int line = tokens.line();
                statements.add(new Statement(sql.substring(start, endOfStatement(tokens)), line));
            }
        }
        return statements;
    }

    /** Goes on to the semicolon that ends the statement whose first part was read; returns where its last part ends. */
    private static int endOfStatement(SqlTokens tokens) {
        RoutineBody body = new RoutineBody();
        int parentheses = 0;
        int end = tokens.end();
        do {
            if (!tokens.isComment()) {
                end = tokens.end();
            }
            if (tokens.isSign('(')) {
                parentheses++;
            } else if (tokens.isSign(')')) {
                parentheses = Math.max(0, parentheses - 1);
            } else if (tokens.kind() == SqlTokens.Kind.WORD && parentheses == 0) {
                body.word(tokens.word());
            }
        } while (tokens.advance() && (parentheses > 0 || body.isOpen() || !tokens.isSign(';')));
        return end;
    }

    /** Why PostgreSQL refuses to run the statement in a transaction; empty when it does not. */
    public static Optional<String> nonTransactional(String statement) {
        return NonTransactional.reason(SqlWords.of(statement, WORDS_OF_A_STATEMENT));
    }

    /**
     * The statement for people: on one line, without its leading comments, at most {@code length} characters. Text
     * literals are left out: they may be rows, or secrets that came by placeholders.
     */
    public static String shortened(String statement, int length) {
        int start = Math.min(leadingComments(statement), statement.length());
        // What is cut off anyway need not be looked through.
        int end = Math.min(statement.length(), start + SEARCHED + length);
        String line = LITERAL.matcher(statement.substring(start, end))
                .replaceAll("'…'")
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
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The text with empty lines in place of the rows of each {@code COPY}, so that line numbers stay true. */
    static String withoutCopyRows(String text) {
        if (!text.contains("\n\\.")) {
            return text;
        }
        return COPY_ROWS
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1)
                        + "\n"
                                .repeat(lineOf(match.group(), match.group().length())
                                        - lineOf(match.group(1), match.group(1).length()))));
    }
}
