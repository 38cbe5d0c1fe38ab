package io.ordermig.postgres.script;

import java.util.ArrayList;
import java.util.List;

/** The words of one SQL statement in upper case, without comments; literals and quoted names become {@code ?}. */
final class SqlWords {

    private SqlWords() {}

    /** At most {@code limit} words, parentheses and other signs left out. */
    static List<String> of(String sql, int limit) {
        List<String> words = new ArrayList<>();
        SqlTokens tokens = new SqlTokens(sql);
        while (words.size() < limit && tokens.advance()) {
            if (tokens.kind() == SqlTokens.Kind.WORD || tokens.kind() == SqlTokens.Kind.QUOTED) {
                words.add(tokens.word());
            }
        }
        return words;
    }
}
