package io.ordermig.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLocationTest {

    private static ScriptLocation location(String descriptor) {
        return ScriptLocation.parse(descriptor, Path.of("/project")).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "classpath:db/migration, CLASSPATH, db/migration",
        "classpath:/db/migration/, CLASSPATH, db/migration",
        "db/migration, CLASSPATH, db/migration",
        "CLASSPATH:db, CLASSPATH, db",
        "filesystem:/srv/sql, FILESYSTEM, /srv/sql",
        "filesystem:src/sql, FILESYSTEM, /project/src/sql",
        "filesystem:../shared/sql, FILESYSTEM, /shared/sql",
        "filesystem:sql/*/orders, FILESYSTEM, /project/sql",
        "classpath:db/**/orders, CLASSPATH, db",
        "classpath:*/orders, CLASSPATH, ''",
    })
    void findsKindAndFolder(String descriptor, ScriptLocation.Kind kind, String root) {
        assertThat(location(descriptor).kind()).isEqualTo(kind);
        assertThat(location(descriptor).root()).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:bucket/sql", "gcs:bucket/sql", "filesytem:/srv/sql"})
    void knowsNoOtherKinds(String descriptor) {
        assertThat(ScriptLocation.parse(descriptor, Path.of("/project"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "filesystem:/a, V1__x.sql, V1__x.sql",
        "filesystem:/a, sub/V1__x.sql, sub/V1__x.sql",
        "filesystem:/a/*/sql, one/sql/V1__x.sql, V1__x.sql",
        "filesystem:/a/*/sql, one/sql/sub/V1__x.sql, sub/V1__x.sql",
        "filesystem:/a/*/sql, sql/V1__x.sql,",
        "filesystem:/a/*/sql, one/two/sql/V1__x.sql,",
        "filesystem:/a/**/sql, sql/V1__x.sql, V1__x.sql",
        "filesystem:/a/**/sql, one/two/sql/V1__x.sql, V1__x.sql",
        "filesystem:/a/**/sql, one/sql/two/sql/V1__x.sql, two/sql/V1__x.sql",
        "filesystem:/a/rel?, rel1/V1__x.sql, V1__x.sql",
        "filesystem:/a/rel?, rel10/V1__x.sql,",
        "filesystem:/a/rel*, rel/V1__x.sql,",
        "filesystem:/a/**/*.sql, one/V1__x.sql, one/V1__x.sql",
        "filesystem:/a/**/*.sql, V1__x.sql, V1__x.sql",
        "filesystem:/a/*.sql, one/V1__x.sql,",
    })
    void tellsThePathToRecordAndWhatDoesNotMatch(String descriptor, String below, String recorded) {
        assertThat(location(descriptor).pathOf(below).orElse(null)).isEqualTo(recorded);
    }

    @Test
    void takesADriveLetterForPartOfAPath() {
        assertThat(location("C:/sql").kind()).isEqualTo(ScriptLocation.Kind.CLASSPATH);
    }
}
