package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the repository promises on a migrated database, whichever it is. Leaves its orders behind, finds only its own. */
abstract class OrderRepositoryContract {

    private static final Instant NOW = Instant.parse("2024-05-01T10:15:30.123456Z");

    private static final Address HOME = new Address("12 Elm Street", null, "Springfield", "IL", "62704", "US");
    private static final Contact JANE = new Contact("Zoë", "O'Brien", "(217) 555-0142");
    private static final ShippingOptions AIR = new ShippingOptions("AIR", "EXPRESS", new BigDecimal("12.50"), "DHL");
    private static final List<OrderItem> ITEMS = List.of(
            new OrderItem("SKU-1", "Mug “Ħelló”", 2, new BigDecimal("9.99")),
            new OrderItem("SKU-2", "Teapot", 1, new BigDecimal("30.00")));

    private OrderRepository repository;
    private UUID customer;

    /** The migrated database. */
    abstract DataSource database();

    @BeforeEach
    void registerACustomer() throws SQLException {
        repository = new OrderRepository(database(), Clock.fixed(NOW, ZoneOffset.UTC));
        customer = UUID.randomUUID();
        try (Connection connection = database().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO customers (id, email, first_name, last_name) VALUES (?, ?, 'Zoë', 'O''Brien')")) {
            insert.setObject(1, customer);
            insert.setString(2, customer + "@example.com");
            insert.executeUpdate();
        }
    }

    @Test
    void findsAnOrderAsItWasPlaced() throws SQLException {
        UUID id = repository.place(order(OrderType.GIFT, new Shipping(JANE, HOME, AIR), HOME));
        assertThat(repository.find(id))
                .contains(new Order(
                        id,
                        customer,
                        OrderStatus.PENDING,
                        OrderType.GIFT,
                        "USD",
                        new BigDecimal("62.48"),
                        "Happy birthday 🎂",
                        List.of(),
                        NOW,
                        ITEMS));
    }

    @Test
    void findsNoOrderThatWasNeverPlaced() throws SQLException {
        UUID none = UUID.randomUUID();
        assertThat(repository.find(none)).isEmpty();
        assertThat(repository.billing(none)).isEmpty();
        assertThat(repository.shippingOptions(none)).isEmpty();
        assertThat(repository.tag(none, "vip")).isFalse();
    }

    @Test
    void givesKeysInTheOrderOfTime() throws SQLException {
        UUID first = repository.place(order(OrderType.STANDARD, null, HOME));
        OrderRepository later = new OrderRepository(database(), Clock.fixed(NOW.plusMillis(1), ZoneOffset.UTC));
        assertThat(later.place(order(OrderType.STANDARD, null, HOME)).toString())
                .isGreaterThan(first.toString());
        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
    }

    @Test
    void findsOrdersByTheirTagsNewestFirst() throws SQLException {
        String tag = "tag-" + customer;
        UUID old = repository.place(order(OrderType.STANDARD, null, HOME));
        OrderRepository later = new OrderRepository(database(), Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
        UUID recent = later.place(order(OrderType.STANDARD, null, HOME));
        for (UUID id : List.of(old, recent)) {
            assertThat(repository.tag(id, tag)).isTrue();
        }
        repository.tag(recent, "a " + tag);
        repository.tag(recent, tag);

        assertThat(repository.findByTags(List.of(tag), 10)).containsExactly(recent, old);
        assertThat(repository.findByTags(List.of(tag), 1)).containsExactly(recent);
        assertThat(repository.findByTags(List.of(tag, "a " + tag), 10)).containsExactly(recent);
        assertThat(repository.find(recent).orElseThrow().tags()).containsExactly("a " + tag, tag);
    }

    @Test
    void readsTheShippingOptionsThatWereWritten() throws SQLException {
        for (ShippingOptions options : List.of(
                AIR,
                new ShippingOptions("PICKUP", "STANDARD", new BigDecimal("0.00"), null),
                new ShippingOptions(null, null, null, null),
                new ShippingOptions("\"next\\day\"", "{}", new BigDecimal("99999999.99"), ""))) {
            UUID id = repository.place(order(OrderType.STANDARD, new Shipping(JANE, HOME, options), HOME));
            assertThat(repository.shippingOptions(id)).contains(options);
        }
    }

    @Test
    void sendsNothingForDigitalGoods() throws SQLException {
        UUID id = repository.place(order(OrderType.STANDARD, null, HOME));
        assertThat(repository.shippingOptions(id)).isEmpty();
        assertThat(repository.find(id).orElseThrow().total()).isEqualTo("49.98");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "4B", "\\N"})
    void readsTheBillingAddressThatWasWritten(String apartment) throws SQLException {
        Address address = new Address("千代田区丸の内1-9-1", apartment, "東京", "", "100-0005", "JP");
        UUID id = repository.place(order(OrderType.STANDARD, null, address));
        assertThat(repository.billing(id)).contains(new Billing(JANE, "zoe@example.com", address));
    }

    @Test
    void storesAPhoneNumberByTheRule() throws SQLException {
        UUID id = repository.place(order(OrderType.STANDARD, null, HOME));
        assertThat(repository.billing(id).orElseThrow().to().phone()).isEqualTo("2175550142");
    }

    @Test
    void storesNothingOfAnOrderThatFails() throws SQLException {
        Address tooLong = new Address("x".repeat(256), null, "Springfield", "IL", "62704", "US");
        long before = orders();
        assertThatThrownBy(() -> repository.place(order(OrderType.STANDARD, new Shipping(JANE, HOME, AIR), tooLong)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("character varying(255)");
        assertThat(orders()).isEqualTo(before);
    }

    private long orders() throws SQLException {
        try (Connection connection = database().getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("SELECT count(*) FROM orders WHERE customer_id = '" + customer + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private NewOrder order(OrderType type, Shipping shipping, Address billing) {
        return new NewOrder(
                customer,
                type,
                "USD",
                "Happy birthday 🎂",
                ITEMS,
                shipping,
                new Billing(JANE, "zoe@example.com", billing));
    }
}
