package io.ordermig.testing.aws.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Reads the parameters of a form into a request, as the AWS Query protocol names them. */
final class QueryReader {

    private QueryReader() {}

    static SdkPojo read(Class<? extends SdkPojo> type, ParameterTree parameters) throws ContractViolation {
        return pojo(Pojos.builder(type), parameters, "");
    }

    private static SdkPojo pojo(SdkPojo builder, ParameterTree parameters, String path) throws ContractViolation {
        Map<String, SdkField<?>> fields = Pojos.fieldsByName(builder);
        for (Map.Entry<String, ParameterTree> parameter : parameters.children().entrySet()) {
            String name = path + parameter.getKey();
            SdkField<?> field = fields.get(parameter.getKey());
            if (field == null) {
                throw ContractViolation.unknownMember(name, builder.getClass().getEnclosingClass());
            }
            field.set(builder, value(field, parameter.getValue(), name));
        }
        return Pojos.build(builder);
    }

    private static Object value(SdkField<?> field, ParameterTree node, String path) throws ContractViolation {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return pojo(field.constructor().get(), node, path + ".");
        }
        if (type == MarshallingType.LIST) {
            return list(field.getTrait(ListTrait.class), node, path);
        }
        if (type == MarshallingType.MAP) {
            return map(field.getTrait(MapTrait.class), node, path);
        }
        if (!node.isLeaf()) {
            throw ContractViolation.malformed(path, "is no structure.");
        }
        try {
            return scalar(field, node.value());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ContractViolation.malformed(path, e.getMessage());
        }
    }

    private static List<Object> list(ListTrait trait, ParameterTree node, String path) throws ContractViolation {
        List<Object> values = new ArrayList<>();
        SdkField<?> member = trait.memberFieldInfo();
        ParameterTree elements = trait.isFlattened() ? node : only(node, member.locationName(), path);
        for (ParameterTree element : elements.elements(path)) {
            values.add(value(member, element, path + "." + (values.size() + 1)));
        }
        return values;
    }

    private static Map<String, Object> map(MapTrait trait, ParameterTree node, String path) throws ContractViolation {
        Map<String, Object> values = new LinkedHashMap<>();
        ParameterTree entries = trait.isFlattened() ? node : only(node, "entry", path);
        for (ParameterTree entry : entries.elements(path)) {
            String name = path + "." + (values.size() + 1);
            String key = entry.take(trait.keyLocationName());
            ParameterTree value = only(entry, trait.valueLocationName(), name);
            values.put(key, value(trait.valueFieldInfo(), value, name));
        }
        return values;
    }

    /** The one child of that name; the node itself, where there is none, for an empty list. */
    private static ParameterTree only(ParameterTree node, String name, String path) throws ContractViolation {
        if (node.isLeaf()) {
            return node;
        }
        if (!node.children().keySet().equals(Set.of(name))) {
            throw ContractViolation.malformed(
                    path, "has " + node.children().keySet() + " where the model says " + name + ".");
        }
        return node.children().get(name);
    }

    private static Object scalar(SdkField<?> field, String text) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.BOOLEAN) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text + " is neither true nor false.");
            }
            return Boolean.valueOf(text);
        }
        if (type == MarshallingType.INSTANT) {
            return Timestamps.read(text, Timestamps.format(field, Format.ISO_8601));
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
        }
        return type == MarshallingType.STRING ? text : Numbers.of(type, new BigDecimal(text));
    }
}
