package io.ordermig.dynamo.backfill;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is to become of one item. Immutable.
 *
 * @param set attributes and the values they get
 * @param remove attributes that go; one that is not there is no error
 */
public record ItemChanges(Map<String, AttributeValue> set, Set<String> remove) {

    /** The item stays as it is. */
    public static final ItemChanges NONE = new ItemChanges(Map.of(), Set.of());

    public ItemChanges {
        set = Map.copyOf(set);
        remove = Set.copyOf(remove);
        for (String name : remove) {
            if (set.containsKey(name)) {
                throw new IllegalArgumentException("attribute " + name + " is set and removed");
            }
        }
    }

    /** One attribute gets a value. */
    public static ItemChanges set(String attribute, AttributeValue value) {
        return NONE.andSet(attribute, value);
    }

    /** Attributes go. */
    public static ItemChanges remove(String... attributes) {
        return new ItemChanges(Map.of(), Set.of(attributes));
    }

    /** The same, and an attribute gets a value. */
    public ItemChanges andSet(String attribute, AttributeValue value) {
        Map<String, AttributeValue> all = new HashMap<>(set);
        all.put(attribute, value);
        return new ItemChanges(all, remove);
    }

    /** The same, and an attribute goes. */
    public ItemChanges andRemove(String attribute) {
        Set<String> all = new HashSet<>(remove);
        all.add(attribute);
        return new ItemChanges(set, all);
    }
}
