-- The third one has a slip.
ALTER TABLE orders ADD COLUMN note text;
UPDATE orders SET note = 'a';

CREATE INDEX orders_note
    ONN orders (note);
