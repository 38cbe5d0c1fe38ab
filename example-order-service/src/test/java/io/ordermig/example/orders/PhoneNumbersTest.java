package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.example.orders.seed.AwkwardOrder;
import org.junit.jupiter.api.Test;

class PhoneNumbersTest {

    @Test
    void storesEveryAwkwardNumberAsTheMigrationDid() {
        PhoneExamples.expected().forEach((what, expected) -> {
            AwkwardOrder order = AwkwardOrder.ALL.get(AwkwardOrder.number(what));
            assertThat(PhoneNumbers.normalized(
                            order.contact().phone(), order.address().country()))
                    .as(what)
                    .isEqualTo(expected);
        });
    }
}
