-- Goes on when both builds are connected, so that they meet.
DO $$
DECLARE
    deadline timestamptz := clock_timestamp() + interval '30 seconds';
BEGIN
    WHILE clock_timestamp() < deadline
        AND (SELECT count(DISTINCT application_name) FROM pg_stat_activity
              WHERE datname = current_database() AND application_name LIKE 'ordermig/%') < 2
    LOOP
        PERFORM pg_sleep(0.05);
        PERFORM pg_stat_clear_snapshot();
    END LOOP;
END
$$;
CREATE TABLE orders (id bigint PRIMARY KEY);
