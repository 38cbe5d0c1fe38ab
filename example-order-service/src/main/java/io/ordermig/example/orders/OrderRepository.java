package io.ordermig.example.orders;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps orders in PostgreSQL. It knows the schema as it is after all migrations: it writes the new structures alone, and
 * reads billing addresses through the compatibility view. Safe for use by several threads when the data source is.
 */
public final class OrderRepository {

    private final DataSource database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * A repository on a database.
     *
     * @param clock says when an order is placed
     */
    public OrderRepository(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Stores an order and all that belongs to it, or nothing of it.
     *
     * @return the key of the order
     */
    public UUID place(NewOrder order) throws SQLException {
        Instant now = clock.instant();
        UUID id = newId(now);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                insertOrder(connection, id, now, order);
                insertItems(connection, id, order.items());
                if (order.shipping() != null) {
                    insertShipping(connection, id, newId(now), order.shipping());
                }
                UUID address = insertAddress(connection, order.billing().address());
                insertBilling(connection, id, newId(now), address, order.billing());
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
        }
        return id;
    }

    /** The order with its items. */
    public Optional<Order> find(UUID id) throws SQLException {
        String sql = "SELECT customer_id, status, order_type, currency, total_amount, notes, tags, placed_at"
                + " FROM orders WHERE id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Order(
                        id,
                        row.getObject("customer_id", UUID.class),
                        OrderStatus.valueOf(row.getString("status")),
                        OrderType.valueOf(row.getString("order_type")),
                        row.getString("currency"),
                        row.getBigDecimal("total_amount"),
                        row.getString("notes"),
                        List.of((String[]) row.getArray("tags").getArray()),
                        row.getTimestamp("placed_at").toInstant(),
                        items(connection, id)));
            }
        }
    }

    /**
     * Adds a tag to an order; an order has a tag once.
     *
     * @return whether there is such an order
     */
    public boolean tag(UUID id, String tag) throws SQLException {
        String sql =
                "UPDATE orders SET tags = ARRAY(SELECT DISTINCT unnest(tags || ?::text) ORDER BY 1), updated_at = ?"
                        + " WHERE id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, tag);
            update.setTimestamp(2, Timestamp.from(clock.instant()));
            update.setObject(3, id);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * The orders that have all of the tags, newest first.
     *
     * @param limit how many at most
     */
    public List<UUID> findByTags(List<String> tags, int limit) throws SQLException {
        // @> is the operator that the GIN index answers; "? = ANY (tags)" would read every order.
        String sql = "SELECT id FROM orders WHERE tags @> ? ORDER BY placed_at DESC, id DESC LIMIT ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            Array wanted = connection.createArrayOf("text", tags.toArray());
            select.setArray(1, wanted);
            select.setInt(2, limit);
            List<UUID> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject("id", UUID.class));
                }
            }
            return found;
        }
    }

    /** How an order travels; empty when it has no goods to send. */
    public Optional<ShippingOptions> shippingOptions(UUID orderId) throws SQLException {
        String sql = "SELECT shipping_options ->> 'method' AS method, shipping_options ->> 'speed' AS speed,"
                + " (shipping_options ->> 'cost')::numeric(10, 2) AS cost, shipping_options ->> 'carrier' AS carrier"
                + " FROM shipping_details WHERE order_id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, orderId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new ShippingOptions(
                                row.getString("method"),
                                row.getString("speed"),
                                row.getBigDecimal("cost"),
                                row.getString("carrier")))
                        : Optional.empty();
            }
        }
    }

    /** Whom an order is invoiced to, read through the compatibility view. */
    public Optional<Billing> billing(UUID orderId) throws SQLException {
        String sql =
                "SELECT first_name, last_name, email, phone, street_address, apartment, city, state, zip_code, country"
                        + " FROM billing_address_view WHERE order_id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, orderId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Billing(
                                new Contact(
                                        row.getString("first_name"),
                                        row.getString("last_name"),
                                        row.getString("phone")),
                                row.getString("email"),
                                new Address(
                                        row.getString("street_address"),
                                        row.getString("apartment"),
                                        row.getString("city"),
                                        row.getString("state"),
                                        row.getString("zip_code"),
                                        row.getString("country"))))
                        : Optional.empty();
            }
        }
    }

    private static List<OrderItem> items(Connection connection, UUID orderId) throws SQLException {
        String sql =
                "SELECT sku, product_name, quantity, unit_price FROM order_items WHERE order_id = ? ORDER BY line_number";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, orderId);
            List<OrderItem> items = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    items.add(new OrderItem(
                            rows.getString("sku"),
                            rows.getString("product_name"),
                            rows.getInt("quantity"),
                            rows.getBigDecimal("unit_price")));
                }
            }
            return items;
        }
    }

    private static void insertOrder(Connection connection, UUID id, Instant now, NewOrder order) throws SQLException {
        String sql =
                "INSERT INTO orders (id, customer_id, status, order_type, currency, total_amount, notes, placed_at,"
                        + " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setObject(2, order.customerId());
            insert.setString(3, OrderStatus.PENDING.name());
            insert.setString(4, order.type().name());
            insert.setString(5, order.currency());
            insert.setBigDecimal(6, order.total());
            insert.setString(7, order.notes());
            insert.setTimestamp(8, Timestamp.from(now));
            insert.setTimestamp(9, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    private static void insertItems(Connection connection, UUID orderId, List<OrderItem> items) throws SQLException {
        String sql = "INSERT INTO order_items (order_id, line_number, sku, product_name, quantity, unit_price)"
                + " VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int line = 0;
            for (OrderItem item : items) {
                line++;
                insert.setObject(1, orderId);
                insert.setInt(2, line);
                insert.setString(3, item.sku());
                insert.setString(4, item.productName());
                insert.setInt(5, item.quantity());
                insert.setBigDecimal(6, item.unitPrice());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertShipping(Connection connection, UUID orderId, UUID id, Shipping shipping)
            throws SQLException {
        String sql =
                "INSERT INTO shipping_details (id, order_id, first_name, last_name, phone, street_address, apartment,"
                        + " city, state, zip_code, country, shipping_options) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " jsonb_build_object('method', ?::text, 'speed', ?::text, 'cost', ?::numeric(10, 2)::text, 'carrier', ?::text))";
        Address address = shipping.address();
        ShippingOptions options = shipping.options();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setObject(2, orderId);
            insert.setString(3, shipping.to().firstName());
            insert.setString(4, shipping.to().lastName());
            insert.setString(5, PhoneNumbers.normalized(shipping.to().phone(), address.country()));
            setAddress(insert, 6, address);
            insert.setString(12, options.method());
            insert.setString(13, options.speed());
            insert.setBigDecimal(14, options.cost());
            insert.setString(15, options.carrier());
            insert.executeUpdate();
        }
    }

    private static UUID insertAddress(Connection connection, Address address) throws SQLException {
        String sql = "INSERT INTO addresses (address_line1, address_line2, city, state, postal_code, country)"
                + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            setAddress(insert, 1, address);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getObject("id", UUID.class);
            }
        }
    }

    private static void insertBilling(Connection connection, UUID orderId, UUID id, UUID addressId, Billing billing)
            throws SQLException {
        // The address columns of old are filled from the address, by the trigger that keeps the two in step.
        String sql = "INSERT INTO billing_details (id, order_id, first_name, last_name, email, phone, address_id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setObject(2, orderId);
            insert.setString(3, billing.to().firstName());
            insert.setString(4, billing.to().lastName());
            insert.setString(5, billing.email());
            insert.setString(
                    6,
                    PhoneNumbers.normalized(
                            billing.to().phone(), billing.address().country()));
            insert.setObject(7, addressId);
            insert.executeUpdate();
        }
    }

    private static void setAddress(PreparedStatement statement, int first, Address address) throws SQLException {
        statement.setString(first, address.street());
        statement.setString(first + 1, address.apartment());
        statement.setString(first + 2, address.city());
        statement.setString(first + 3, address.state());
        statement.setString(first + 4, address.zipCode());
        statement.setString(first + 5, address.country());
    }

    private UUID newId(Instant now) {
        return TimeOrderedId.of(now, random.nextLong(), random.nextLong());
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
