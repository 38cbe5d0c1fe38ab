package io.ordermig.example.orders;

import io.ordermig.example.orders.seed.AwkwardOrder;
import java.util.Map;
import java.util.TreeMap;

/** What becomes of each awkward phone number. */
public final class PhoneExamples {

    /** The number that is stored afterwards, by the words of the awkward order. Whatever is not named stays as it is. */
    private static final Map<String, String> REWRITTEN = Map.of(
            "phone in brackets", "2125550142",
            "phone with +1", "2125550143",
            "phone with 1", "2125550144",
            "phone with dots", "2125550145",
            "phone with blanks around", "2125550147",
            "phone pasted from a web page", "2125550148",
            "phone from Canada", "4165550149",
            "phone from Puerto Rico", "7875550150");

    private PhoneExamples() {}

    /** Each awkward order, by its words, with the phone number that it has after the migration. */
    public static Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>();
        for (AwkwardOrder order : AwkwardOrder.ALL) {
            expected.put(
                    order.what(),
                    REWRITTEN.getOrDefault(order.what(), order.contact().phone()));
        }
        if (!expected.keySet().containsAll(REWRITTEN.keySet())) {
            throw new IllegalStateException("An example is about no awkward order.");
        }
        return expected;
    }
}
