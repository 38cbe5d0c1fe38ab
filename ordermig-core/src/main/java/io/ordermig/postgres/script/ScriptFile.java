package io.ordermig.postgres.script;

import io.ordermig.script.FoundFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file found in a location. Its header and statements are read once, when first asked for. Thread-safe. */
public final class ScriptFile {

    private final FoundFile file;
    private final ScriptConfiguration configuration;
    private volatile @Nullable ScriptHeader header;
    private volatile @Nullable Transactionality transactionality;

    /**
     * Whether a file runs in a transaction, and why not.
     *
     * @param reason the statement that PostgreSQL refuses in a transaction, the directive or the {@code .conf} file;
     *     empty when it may run in one
     * @param statement the name of the first statement that PostgreSQL refuses in a transaction; empty when there is none
     *     or nobody needed to know
     * @param statements how many statements the file holds; 0 when nobody needed to know
     */
    public record Transactionality(String reason, String statement, int statements) {

        static final Transactionality IN_TRANSACTION = new Transactionality("", "", 0);

        /** Whether the file runs in a transaction. */
        public boolean inTransaction() {
            return reason.isEmpty();
        }

        /** Whether it waits for other transactions without blocking anybody, as concurrent index builds do. */
        public boolean concurrent() {
            return statement.endsWith("CONCURRENTLY");
        }
    }

    ScriptFile(FoundFile file) {
        this(file, ScriptConfiguration.NONE);
    }

    private ScriptFile(FoundFile file, ScriptConfiguration configuration) {
        this.file = file;
        this.configuration = configuration;
    }

    /** The same file, run as its {@code .conf} file says. */
    ScriptFile configuredBy(ScriptFile conf) {
        return new ScriptFile(file, ScriptConfiguration.read(conf));
    }

    /** The path relative to its location, with {@code /}; what Flyway records as the script. */
    public String path() {
        return file.path();
    }

    /** The file name alone. */
    public String name() {
        return file.name();
    }

    /** Where the file is, for messages. */
    public String origin() {
        return file.origin();
    }

    /** The text, read anew at each call, so that large files are not kept. */
    public String text() {
        return file.text();
    }

    /** What its directives say. */
    public ScriptHeader header() {
        ScriptHeader known = header;
        if (known == null) {
            known = HeaderReader.read(origin(), text());
            header = known;
        }
        return known;
    }

    /** Whether it runs in a transaction: as its directive says, or else as its statements need it. */
    public Transactionality transactionality() {
        Transactionality known = transactionality;
        if (known == null) {
            known = findTransactionality();
            transactionality = known;
        }
        return known;
    }

    /** What the {@code .conf} file beside it says about running in a transaction. */
    public Optional<Boolean> configuredTransaction() {
        return configuration.inTransaction();
    }

    /** Whether placeholders are replaced in it, unless the configuration says no for all files. */
    public boolean replacesPlaceholders() {
        return configuration.replacesPlaceholders();
    }

    private Transactionality findTransactionality() {
        String text = text();
        Optional<Boolean> declared = configuredTransaction().or(() -> header().transaction());
        if (declared.orElse(false) || (declared.isEmpty() && !NonTransactional.mayBeIn(text))) {
            return Transactionality.IN_TRANSACTION;
        }
        List<Statements.Statement> statements = Statements.of(text);
        String statement = statements.stream()
                .flatMap(s -> Statements.nonTransactional(s.sql()).stream())
                .findFirst()
                .orElse("");
        String reason = statement;
        if (declared.isPresent()) {
            reason = configuredTransaction().isPresent()
                    ? "executeInTransaction=false in " + configuration.name()
                    : "-- ordermig:transaction false";
        }
        return new Transactionality(reason, statement, statements.size());
    }

    @Override
    public String toString() {
        return origin();
    }
}
