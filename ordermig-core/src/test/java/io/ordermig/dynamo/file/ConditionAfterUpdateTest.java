package io.ordermig.dynamo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConditionAfterUpdateTest {

    private static final Map<String, String> NAMES = Map.of("#a", "a", "#dotted", "x.y");
    private static final Map<String, AttributeValue> VALUES = Map.of(
            ":one", AttributeValue.fromN("1"), ":same", AttributeValue.fromN("1.0"), ":two", AttributeValue.fromN("2"));

    private static List<String> why(String update, String condition) {
        return ConditionAfterUpdate.staysTrue(condition, NAMES, UpdateEffects.of(update, NAMES), VALUES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET a = :one|attribute_not_exists(a)",
                "SET #a = :one|attribute_not_exists(a) OR a <> :same",
                "set a = :one|not attribute_exists(#a)",
                "SET a = :one|b = :two AND NOT (a = :one OR attribute_exists(a))",
                "SET b = a REMOVE a|attribute_exists(a) AND attribute_not_exists(b)",
                "REMOVE a|attribute_exists(a)",
                "REMOVE a|a = :one",
                "REMOVE a|begins_with(a, :one) OR contains(a, :two) OR a BETWEEN :one AND :two OR a IN (:one, :two)",
                "SET a = :two|a IN (:one, :same)",
                "ADD a :one|attribute_not_exists(a)",
                "SET a = a + :one|a < :two",
                "SET a = if_not_exists(a, :one), b.c[0] = list_append(d, :two)|attribute_not_exists(b.c[0])",
                "DELETE a :one|contains(a, :one)",
                "SET m.a = :one|attribute_not_exists(m.a)",
                "SET a = :one|size(a) > :two",
                "SET #dotted = :one|attribute_not_exists(#dotted)",
            })
    void acceptsAConditionThatBecomesFalseOrMay(String update, String condition) {
        assertThat(why(update, condition)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET a = :one|attribute_exists(b)|The update does not change b.",
                "SET a = :one|attribute_exists(a)|attribute_exists(a) is true after the update.",
                "SET a = :one|a = :same|a = :same is true after the update.",
                "SET a = :one|a <> :two|a <> :two is true after the update.",
                "SET a = :one|b = :two OR attribute_not_exists(a)|The update does not change b.",
                "SET a = :one|NOT attribute_not_exists(a)|attribute_not_exists(a) is false after the update.",
                "REMOVE a|attribute_not_exists(a)|attribute_not_exists(a) is true after the update.",
                "SET a = :one|NOT b = :two|The update does not change b.",
                "SET x = :one|attribute_not_exists(#dotted)|The update does not change x.y.",
                "SET a = :one|:one = :two|The update does not change values.",
            })
    void saysWhyAConditionStaysTrue(String update, String condition, String why) {
        assertThat(why(update, condition)).containsExactly(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a =", "a", "(a = :one", "a = :one b", "a ~ :one", "attribute_exists(a", "AND a = b", ""})
    void refusesWhatIsNoCondition(String condition) {
        assertThatThrownBy(() -> why("SET a = :one", condition)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a = :one", "SET a", "SET a = ", "SET = :one", "REMOVE", "SET a = :one,", "PUT a = :one"})
    void refusesWhatIsNoUpdate(String update) {
        assertThatThrownBy(() -> UpdateEffects.of(update, NAMES)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"(a = b)|a = b", "((a = b))|a = b", "(a) OR (b)|(a) OR (b)", "a|a", "(a|(a"})
    void takesAwayParenthesesAroundAll(String condition, String expected) {
        assertThat(ConditionText.withoutOuterParentheses(condition)).isEqualTo(expected);
    }
}
