package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import io.ordermig.dynamo.file.YamlNode.Sequence;
import io.ordermig.problem.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Makes requests of the API out of values, member by member as the SDK describes them: what a later SDK adds is read
 * without a change here. The model decides the type of a value, not the way it is written. All that is wrong is noted.
 */
final class RequestReader {

    private final FileProblems problems;

    RequestReader(FileProblems problems) {
        this.problems = problems;
    }

    /**
     * Reads the members of a request, or of a structure within one.
     *
     * @param builder of the request, without members
     * @param owner what messages call it
     * @return what was built; {@code null} when the value is no mapping
     */
    @Nullable
    Object read(SdkPojo builder, YamlNode node, String owner) {
        Mapping mapping = Fields.mapping(node, "a mapping with the fields of " + owner, problems);
        if (mapping == null) {
            return null;
        }
        Shape shape = Shape.of(builder);
        Fields.named(mapping, owner, shape.members().keySet(), problems).forEach((name, value) -> {
            SdkField<?> field = shape.members().get(name);
            if (field != null) {
                Object read = value(field, value, shape.values(name));
                if (read != null) {
                    field.set(builder, read);
                }
            }
        });
        Fields.require(mapping, owner, shape.required(), problems);
        Object built = ((Buildable) builder).build();
        if (built instanceof AttributeValue attribute) {
            AttributeValues.check(attribute, mapping, problems);
        }
        return built;
    }

    /** A value of an item, such as {@code {S: NEW}}; {@code null} when it is none. */
    @Nullable
    AttributeValue attributeValue(YamlNode node) {
        return node instanceof Mapping mapping
                ? (AttributeValue) read(AttributeValue.builder(), mapping, "an attribute value")
                : (AttributeValue) noAttributeValue(node);
    }

    private @Nullable Object noAttributeValue(YamlNode node) {
        problems.value(
                node.place(),
                "Here stands " + node.kind() + ", where a value with its type is expected.",
                "",
                "Write it as DynamoDB does, such as {S: text} or {N: \"5\"}.");
        return null;
    }

    private @Nullable Object value(SdkField<?> field, YamlNode node, List<String> values) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(field, node);
            case LIST -> list(field, node, values);
            case MAP -> map(field, node, values);
            default -> scalar(field, node, values);
        };
    }

    private @Nullable Object structure(SdkField<?> field, YamlNode node) {
        SdkPojo builder = field.constructor().get();
        if (builder instanceof AttributeValue.Builder) {
            return attributeValue(node);
        }
        return read(builder, node, Shape.of(builder).name());
    }

    private @Nullable Object list(SdkField<?> field, YamlNode node, List<String> values) {
        if (!(node instanceof Sequence sequence)) {
            Fields.mismatch(node, "a list", problems);
            return null;
        }
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            Object read = value(element, item, values);
            if (read != null) {
                items.add(read);
            }
        }
        return items;
    }

    private @Nullable Object map(SdkField<?> field, YamlNode node, List<String> values) {
        Mapping mapping = Fields.mapping(node, "a mapping", problems);
        if (mapping == null) {
            return null;
        }
        SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Entry entry : Fields.each(mapping, problems).values()) {
            Object read = value(element, entry.value(), values);
            if (read != null) {
                entries.put(entry.key().text(), read);
            }
        }
        return entries;
    }

    private @Nullable Object scalar(SdkField<?> field, YamlNode node, List<String> values) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            Fields.mismatch(node, ScalarTypes.expected(field), problems);
            return null;
        }
        if (!values.isEmpty() && !values.contains(scalar.text())) {
            problems.value(
                    scalar.place(),
                    scalar.text() + " is not a value of " + field.locationName() + ".",
                    NearestName.hint(scalar.text(), values),
                    "Correct the value.");
            return null;
        }
        Object read = ScalarTypes.read(field, scalar);
        if (read == null) {
            problems.value(
                    scalar.place(),
                    "Here stands " + scalar.kind() + ", where " + ScalarTypes.expected(field) + " is expected.",
                    ScalarTypes.hint(field, scalar),
                    "Write " + ScalarTypes.expected(field) + ".");
        }
        return read;
    }
}
