CREATE TABLE orders (
    id bigint PRIMARY KEY,
    reference text NOT NULL
);
INSERT INTO orders SELECT n, 'order ' || n FROM generate_series(1, 100) n;
