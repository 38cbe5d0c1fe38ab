package db.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.example.orders.PhoneExamples;
import io.ordermig.example.orders.seed.AwkwardOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizePhoneNumbersTest {

    @Test
    void rewritesTheAwkwardNumbersThatAreNorthAmericanAndNoOther() {
        for (Map.Entry<String, String> example : PhoneExamples.expected().entrySet()) {
            AwkwardOrder order = AwkwardOrder.ALL.get(AwkwardOrder.number(example.getKey()));
            String phone = order.contact().phone();
            if (phone != null) {
                assertThat(normalized(phone, order.address().country()))
                        .as(example.getKey())
                        .isEqualTo(example.getValue());
            }
        }
    }

    @Test
    void changesNothingTheSecondTime() {
        for (AwkwardOrder order : AwkwardOrder.ALL) {
            String phone = order.contact().phone();
            if (phone != null) {
                String once = normalized(phone, order.address().country());
                assertThat(normalized(once, order.address().country())).isEqualTo(once);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(+1) 212-555-0142",
                "+12125550142",
                "212–555–0142",
                "\t212\u202F555\u202F0142",
                "1 (212) 555.0142"
            })
    void readsEveryUsualSpelling(String phone) {
        assertThat(normalized(phone, "US")).isEqualTo("2125550142");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1+2125550142",
                "+2125550142",
                "+1",
                "11-212-555-0142",
                "212-155-0142",
                "112-555-0142",
                "212-555-0142;9",
                "#212-555-0142",
                "212_555_0142",
                "212-555-0142 or 3"
            })
    void leavesWhatIsNotCertainlyANumberOfThePlan(String phone) {
        assertThat(normalized(phone, "US")).isEqualTo(phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB", "CN", "", "us", "United States"})
    void leavesNumbersOfOtherCountriesEvenWhenTheyLookAmerican(String country) {
        assertThat(normalized("+1 (212) 555-0142", country)).isEqualTo("+1 (212) 555-0142");
    }

    private static String normalized(String phone, String country) {
        return V20240305091500__NormalizePhoneNumbers.normalized(phone, country);
    }
}
