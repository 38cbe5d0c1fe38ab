-- ordermig:phase expand
-- ordermig:irreversible Undoing the base would drop every order there is: restore from a restore point instead, or drop the database.

-- Keys: what other services and customers see is a UUID, made by the service and ordered by time (version 7), so that
-- inserts touch only the right edge of an index. What stays inside is a bigint. A line belongs to its order.
--
-- A million orders mean about a quarter of a million customers, two and a half million lines, and a million rows in
-- each of the other tables.

CREATE TABLE customers (
    id uuid PRIMARY KEY,
    email varchar(320) NOT NULL,
    first_name varchar(100) NOT NULL,
    last_name varchar(100) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE orders (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customers (id),
    status varchar(20) NOT NULL
        CHECK (status IN ('PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED')),
    currency varchar(3) NOT NULL,
    total_amount numeric(12, 2) NOT NULL CHECK (total_amount >= 0),
    notes text,
    placed_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE order_items (
    order_id uuid NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line_number integer NOT NULL CHECK (line_number > 0),
    sku varchar(64) NOT NULL,
    product_name varchar(255) NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    unit_price numeric(10, 2) NOT NULL CHECK (unit_price >= 0),
    PRIMARY KEY (order_id, line_number)
);

-- An order of digital goods has no row here. The four columns of the shipping options are nullable because an order is
-- placed before they are chosen.
CREATE TABLE shipping_details (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL UNIQUE REFERENCES orders (id) ON DELETE CASCADE,
    first_name varchar(100) NOT NULL,
    last_name varchar(100) NOT NULL,
    phone varchar(50),
    street_address varchar(255) NOT NULL,
    apartment varchar(255),
    city varchar(100) NOT NULL,
    state varchar(50) NOT NULL,
    zip_code varchar(20) NOT NULL,
    country varchar(50) NOT NULL,
    shipping_method varchar(50),
    shipping_speed varchar(50),
    shipping_cost numeric(10, 2),
    carrier varchar(50)
);

CREATE TABLE billing_details (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL UNIQUE REFERENCES orders (id) ON DELETE CASCADE,
    first_name varchar(100) NOT NULL,
    last_name varchar(100) NOT NULL,
    email varchar(320) NOT NULL,
    phone varchar(50),
    street_address varchar(255) NOT NULL,
    apartment varchar(255),
    city varchar(100) NOT NULL,
    state varchar(50) NOT NULL,
    zip_code varchar(20) NOT NULL,
    country varchar(50) NOT NULL
);

-- No ON DELETE CASCADE: an order that money was moved for is not deleted.
CREATE TABLE payments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders (id),
    provider varchar(50) NOT NULL,
    provider_reference varchar(100) NOT NULL,
    amount numeric(12, 2) NOT NULL CHECK (amount >= 0),
    currency varchar(3) NOT NULL,
    status varchar(20) NOT NULL CHECK (status IN ('AUTHORIZED', 'CAPTURED', 'DECLINED', 'REFUNDED')),
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (provider, provider_reference)
);
