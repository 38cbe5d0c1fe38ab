package io.ordermig.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTest {

    @ParameterizedTest
    @CsvSource({
        "order-service 1.4 (3), order-service 1.4 (3)",
        "prüfung-Ω, prufung-?",
        "Größe, Gro?e",
        "注文, ??",
        "𝒩ame 🚀, Name ?",
        "'two\n\tlines ', two lines",
        "'a\u0000b\u007fc', a b c",
        "'', ''",
    })
    void isOneLineOfPrintableAscii(String text, String ascii) {
        assertThat(Ascii.of(text)).isEqualTo(ascii);
    }
}
