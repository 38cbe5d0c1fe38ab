package io.ordermig.snapshot.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyMarkTest {

    private static final CopyMark MARK = new CopyMark(
            "20260301T101500Z-7f3a",
            "staging",
            "orders",
            16_385,
            Instant.parse("2026-03-01T10:15:00.123456Z"),
            Optional.of("20260301"),
            -1,
            "",
            Optional.empty());

    @Test
    void isOneLineThatAPersonCanRead() {
        assertThat(MARK.text())
                .isEqualTo("ordermig restore point run=20260301T101500Z-7f3a environment=staging source=orders"
                        + " oid=16385 started=2026-03-01T10%3A15%3A00.123456Z version=20260301 limit=-1");
    }

    @Test
    void saysWhatItWasTold() {
        assertThat(CopyMark.parse(MARK.text())).contains(MARK);
        CopyMark odd = new CopyMark(
                "r=1 x",
                "it's \\ %20 = +",
                "Größe \"a\nb\" 注文",
                4_294_967_295L,
                Instant.EPOCH,
                Optional.empty(),
                0,
                "a comment\n of ' two \\ lines",
                Optional.empty());
        assertThat(CopyMark.parse(odd.text())).contains(odd);
        assertThat(odd.text().lines()).hasSize(3);
    }

    @Test
    void saysWhatTookThePlaceOfADatabaseThatWasPutAside() {
        CopyMark old = MARK.with(new CopyMark.PutAside("pre-migration-orders-1 x", 4711, true, "two\nlines = % 注"));

        assertThat(CopyMark.parse(old.text())).contains(old);
        assertThat(old.text().lines()).hasSize(1);
        assertThat(CopyMark.parse(MARK.text() + " restored-from=a restored-oid=x"))
                .isEmpty();
    }

    @Test
    void tellsNoVersionFromAnUnknownOne() {
        CopyMark empty = new CopyMark("r", "e", "s", 1, Instant.EPOCH, Optional.of(""), -1, "", Optional.empty());

        assertThat(CopyMark.parse(empty.text())).contains(empty);
    }

    @Test
    void passesOverWhatALaterVersionAdds() {
        assertThat(CopyMark.parse(MARK.text() + " colour=blue word")).contains(MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The orders.",
                "ordermig restore points source=orders oid=1 started=2026-03-01T10:15:00Z",
                "ordermig restore point",
                "ordermig restore point source=orders oid=1",
                "ordermig restore point source=orders oid=x started=2026-03-01T10:15:00Z",
                "ordermig restore point source=orders oid=1 started=yesterday",
                "ordermig restore point source=%zz oid=1 started=2026-03-01T10:15:00Z"
            })
    void takesNoOtherCommentForAMark(String comment) {
        assertThat(CopyMark.parse(comment)).isEmpty();
    }
}
