-- Runs as long as the script that starts this says.
ALTER TABLE orders ADD COLUMN note text;
UPDATE orders SET note = coalesce(note, '') || 'x';
DO $$
BEGIN
    WHILE (SELECT h.on FROM pace.hold h) LOOP
        PERFORM pg_sleep(0.05);
    END LOOP;
END
$$;
