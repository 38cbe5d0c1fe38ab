package io.ordermig.example.orders;

import java.util.List;

/** What the tests need of the tool that applies the migrations of this project to a database. */
public interface Migrations {

    /** Applies all that are pending. */
    void migrate();

    /** Applies those that are pending, up to and including the version. */
    void migrateTo(String version);

    /** Takes the last one that is applied back. */
    void undo();

    /** The versions that are applied, in order. */
    List<String> applied();

    /** The versions that are not applied yet, in order. */
    List<String> pending();
}
