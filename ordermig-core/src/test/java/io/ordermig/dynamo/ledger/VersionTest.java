package io.ordermig.dynamo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void versionsAreOrderedByTheirNumbers() {
        List<String> ordered = List.of("0", "0.1", "1", "1.0.1", "1.2", "1.10", "2", "10", "20240312090000");
        List<Version> shuffled =
                new ArrayList<>(ordered.stream().map(Version::of).toList());
        Collections.shuffle(shuffled, new Random(7));

        assertThat(shuffled.stream().sorted()).extracting(Version::text).containsExactlyElementsOf(ordered);
    }

    @Test
    void zerosThatSayNothingMakeNoDifference() {
        assertThat(Version.of("1")).isEqualTo(Version.of("1.0")).isEqualTo(Version.of("01"));
        assertThat(Version.of("1_2")).isEqualTo(Version.of("1.2")).hasToString("1.2");
        assertThat(Version.of("0.0")).isEqualTo(Version.of("0"));
        assertThat(Version.of("1.0.1")).isNotEqualTo(Version.of("1.1"));
        assertThat(Version.of("1.0").sortable()).isEqualTo(Version.of("1").sortable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1.", ".1", "1..2", "1-2", " 1", "1.x"})
    void whatHasOtherSignsIsNoVersion(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }

    /** DynamoDB compares sort keys by the bytes of their UTF-8. */
    @Test
    void theBytesOfTheSortableFormAreOrderedAsTheNumbersAre() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            String one = random(random);
            String other = random(random);
            int bytes = Arrays.compareUnsigned(
                    Version.of(one).sortable().getBytes(StandardCharsets.UTF_8),
                    Version.of(other).sortable().getBytes(StandardCharsets.UTF_8));

            assertThat(Integer.signum(bytes)).as("%s and %s", one, other).isEqualTo(byNumbers(one, other));
        }
    }

    private static String random(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(part -> new BigInteger(random.nextInt(random.nextBoolean() ? 4 : 60), random).toString())
                .collect(Collectors.joining("."));
    }

    private static int byNumbers(String one, String other) {
        List<BigInteger> left = parts(one);
        List<BigInteger> right = parts(other);
        return IntStream.range(0, 5)
                .map(i -> left.get(i).compareTo(right.get(i)))
                .filter(order -> order != 0)
                .map(Integer::signum)
                .findFirst()
                .orElse(0);
    }

    private static List<BigInteger> parts(String text) {
        List<BigInteger> parts = new ArrayList<>(
                Arrays.stream(text.split("\\.")).map(BigInteger::new).toList());
        while (parts.size() < 5) {
            parts.add(BigInteger.ZERO);
        }
        return parts;
    }
}
