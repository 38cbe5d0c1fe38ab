package io.ordermig;

import io.ordermig.report.MigrationReport.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of the parts that take part in a run. */
final class Versions {

    private Versions() {}

    static List<Version> all() {
        return List.of(
                new Version("ordermig", known(Ordermig.class.getPackage().getImplementationVersion())),
                new Version("java", known(System.getProperty("java.version"))));
    }

    private static String known(@Nullable String version) {
        return version == null ? "unknown" : version;
    }
}
