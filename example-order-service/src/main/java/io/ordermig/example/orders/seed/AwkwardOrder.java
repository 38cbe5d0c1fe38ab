package io.ordermig.example.orders.seed;

import io.ordermig.example.orders.Address;
import io.ordermig.example.orders.Contact;
import io.ordermig.example.orders.ShippingOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order that a careless migration would damage. The first orders of every data set are these, in the order of
 * {@link #ALL}; each has a customer of its own, who is both recipient and payer.
 *
 * @param what a few words to find it by
 * @param address of shipping and billing
 * @param shipping {@code null} for digital goods, which have no shipping details
 */
public record AwkwardOrder(
        String what,
        Contact contact,
        Address address,
        @Nullable String notes,
        @Nullable ShippingOptions shipping) {

    private static final Address ELM_STREET = new Address("12 Elm Street", null, "Springfield", "IL", "62704", "US");
    private static final Contact JANE = new Contact("Jane", "Doe", "2175550100");
    private static final ShippingOptions GROUND =
            new ShippingOptions("GROUND", "STANDARD", new BigDecimal("7.95"), "UPS");

    /** All of them; the place in the list is the number of the order. */
    public static final List<AwkwardOrder> ALL = all();

    /** The number of the order with the given words. */
    public static int number(String what) {
        for (int number = 0; number < ALL.size(); number++) {
            if (ALL.get(number).what().equals(what)) {
                return number;
            }
        }
        throw new IllegalArgumentException("There is no awkward order called " + what + ".");
    }

    private static List<AwkwardOrder> all() {
        List<AwkwardOrder> all = new ArrayList<>();
        addPhones(all);
        addApartments(all);
        addTexts(all);
        addShippingOptions(all);
        return List.copyOf(all);
    }

    private static void addPhones(List<AwkwardOrder> all) {
        all.add(phone("phone in brackets", "(212) 555-0142", "US"));
        all.add(phone("phone with +1", "+1 212 555 0143", "US"));
        all.add(phone("phone with 1", "1-212-555-0144", "US"));
        all.add(phone("phone with dots", "212.555.0145", "US"));
        all.add(phone("phone of ten digits", "2125550146", "US"));
        all.add(phone("phone with blanks around", "  212-555-0147 ", "US"));
        all.add(phone("phone pasted from a web page", "212\u00A0555\u20110148", "US"));
        all.add(phone("phone from Canada", "+1 (416) 555-0149", "CA"));
        all.add(phone("phone from Puerto Rico", "787/555-0150", "PR"));
        all.add(phone("phone with extension", "212-555-0151 ext. 9", "US"));
        all.add(phone("phone with short extension", "(212) 555-0152x12", "US"));
        all.add(phone("phone with + of another country", "+44 20 7946 0958", "US"));
        all.add(phone("phone with 00 of another country", "0044 20 7946 0958", "US"));
        all.add(phone("phone too short", "555-0153", "US"));
        all.add(phone("phone too long", "212-555-01541", "US"));
        all.add(phone("phone in letters", "1-800-FLOWERS", "US"));
        all.add(phone("phone in words", "call the office", "US"));
        all.add(phone("phone empty", "", "US"));
        all.add(phone("phone missing", null, "US"));
        all.add(phone("phone with area code 012", "012-345-6789", "US"));
        all.add(phone("phone with area code 123", "(123) 456-7890", "US"));
        all.add(phone("two phones", "212-555-0155 / 212-555-0156", "US"));
        all.add(phone("phone in full-width digits", "２１２－５５５－０１５７", "US"));
        all.add(phone("mobile phone in China", "138 1234 5678", "CN"));
        all.add(phone("phone in Germany", "030 / 90 18 20", "DE"));
        all.add(phone("phone in Britain that looks American", "207 946 0958", "GB"));
    }

    private static void addApartments(List<AwkwardOrder> all) {
        all.add(apartment("apartment missing", null));
        all.add(apartment("apartment empty", ""));
        all.add(apartment("apartment blank", " "));
        all.add(apartment("apartment given", "4B"));
        all.add(apartment("apartment missing, a second time", null));
        all.add(apartment("apartment missing, a third time", null));
        all.add(apartment("apartment given, a second time", "4B"));
        all.add(apartment("apartment like the NULL of COPY", "\\N"));
    }

    private static void addTexts(List<AwkwardOrder> all) {
        all.add(person("name composed", "Zo\u00EB", "N\u00FA\u00F1ez"));
        all.add(person("name decomposed", "Zoe\u0308", "Nu\u0301n\u0303ez"));
        all.add(person("name in Vietnamese", "Nguyễn", "Thị Minh Khai"));
        all.add(person("name in Chinese", "大文", "陳"));
        all.add(person("name in Arabic", "محمد", "العربي"));
        all.add(person("name with apostrophe", "Sinéad", "O'Brien"));
        all.add(notes("notes with an emoji", "Happy birthday 🎂👩‍👩‍👧"));
        all.add(notes("notes with control characters", "line one\nline\ttwo\r\nback\\slash \\. \\N end"));
        all.add(notes("notes with quotes", "\"double\" 'single' $dollar$ ; -- not a comment"));
        all.add(new AwkwardOrder(
                "address in Japan", JANE, new Address("千代田区丸の内1-9-1", "", "東京", "", "100-0005", "JP"), null, GROUND));
        all.add(new AwkwardOrder(
                "address of greatest length",
                JANE,
                new Address("é".repeat(255), "a".repeat(255), "c".repeat(100), "s".repeat(50), "z".repeat(20), "US"),
                null,
                GROUND));
    }

    private static void addShippingOptions(List<AwkwardOrder> all) {
        all.add(shipping("carrier unknown", "GROUND", "STANDARD", "7.95", null));
        all.add(shipping("carrier called STANDARD", "GROUND", "STANDARD", "7.95", "STANDARD"));
        all.add(shipping("carrier empty", "GROUND", "STANDARD", "7.95", ""));
        all.add(shipping("shipping not chosen yet", null, null, null, null));
        all.add(shipping("shipping for nothing", "PICKUP", "STANDARD", "0.00", "UPS"));
        all.add(shipping("shipping cost with a zero at the end", "AIR", "EXPRESS", "12.50", "DHL"));
        all.add(shipping("shipping cost of greatest size", "AIR", "OVERNIGHT", "99999999.99", "FEDEX"));
        all.add(shipping("shipping method with quotes", "\"next\\day\"", "EXPRESS", "19.00", "{}"));
        all.add(new AwkwardOrder("digital goods", JANE, ELM_STREET, null, null));
    }

    private static AwkwardOrder phone(String what, @Nullable String phone, String country) {
        Address address = new Address("1 Main Street", null, "Anytown", "", "00000", country);
        return new AwkwardOrder(what, new Contact("Jane", "Doe", phone), address, null, GROUND);
    }

    private static AwkwardOrder apartment(String what, @Nullable String apartment) {
        Address address = new Address("12 Elm Street", apartment, "Springfield", "IL", "62704", "US");
        return new AwkwardOrder(what, JANE, address, null, GROUND);
    }

    private static AwkwardOrder person(String what, String firstName, String lastName) {
        return new AwkwardOrder(what, new Contact(firstName, lastName, "2175550101"), ELM_STREET, null, GROUND);
    }

    private static AwkwardOrder notes(String what, String notes) {
        return new AwkwardOrder(what, JANE, ELM_STREET, notes, GROUND);
    }

    private static AwkwardOrder shipping(
            String what,
            @Nullable String method,
            @Nullable String speed,
            @Nullable String cost,
            @Nullable String carrier) {
        ShippingOptions options =
                new ShippingOptions(method, speed, cost == null ? null : new BigDecimal(cost), carrier);
        return new AwkwardOrder(what, JANE, ELM_STREET, null, options);
    }
}
