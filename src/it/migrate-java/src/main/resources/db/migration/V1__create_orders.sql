CREATE TABLE orders (
    id bigint PRIMARY KEY,
    placed text NOT NULL
);
INSERT INTO orders VALUES (1, '2024-01-15T10:00:00Z'), (2, '2024-01-15T12:00:00.5+02:00');
