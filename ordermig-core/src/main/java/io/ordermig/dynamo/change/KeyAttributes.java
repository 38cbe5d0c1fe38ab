package io.ordermig.dynamo.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The definitions of attributes: DynamoDB wants those that keys are made of, all of them, and no others. */
final class KeyAttributes {

    private KeyAttributes() {}

    /** The attributes that keys are made of. */
    static Set<String> names(Collection<List<KeySchemaElement>> keys) {
        Set<String> names = new LinkedHashSet<>();
        keys.forEach(key -> key.forEach(part -> names.add(part.attributeName())));
        return names;
    }

    /** Attributes to types. */
    static Map<String, String> types(List<AttributeDefinition> definitions) {
        Map<String, String> types = new LinkedHashMap<>();
        definitions.forEach(each -> types.put(each.attributeName(), each.attributeTypeAsString()));
        return types;
    }

    /** The definitions of what is used: as they are, or else as they are wanted. */
    static List<AttributeDefinition> of(
            Set<String> used, List<AttributeDefinition> live, List<AttributeDefinition> wanted) {
        Map<String, AttributeDefinition> all = new LinkedHashMap<>();
        wanted.forEach(each -> all.put(each.attributeName(), each));
        live.forEach(each -> all.put(each.attributeName(), each));
        List<AttributeDefinition> definitions = new ArrayList<>();
        for (String name : used) {
            AttributeDefinition definition = all.get(name);
            if (definition != null) {
                definitions.add(definition);
            }
        }
        return definitions;
    }
}
