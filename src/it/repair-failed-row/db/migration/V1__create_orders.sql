CREATE TABLE orders (
    id bigint PRIMARY KEY,
    reference text NOT NULL
);
INSERT INTO orders SELECT n, 'order ' || n FROM generate_series(1, 100) n;
UPDATE orders SET reference = concat('it-row', '-value') WHERE id IN (41, 42);
