package io.ordermig.example.orders.seed;

/**
 * Random numbers that depend on nothing but what they are for: the same question about the same row has the same answer
 * in every run, in any order, whatever the size of the data set. So each table can be written on its own, and nothing has
 * to be remembered. The mixing is that of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
 */
final class Draws {

    /** What a number is drawn for. */
    enum What {
        KEY_UPPER,
        KEY_LOWER,
        TIME,
        CUSTOMER,
        FIRST_NAME,
        LAST_NAME,
        COUNTRY,
        HOUSEHOLD,
        STREET,
        HOUSE,
        CITY,
        APARTMENT,
        PHONE,
        PHONE_STYLE,
        STATUS,
        NOTES,
        LINES,
        PRODUCT,
        QUANTITY,
        PRICE,
        DESTINATION,
        METHOD,
        SPEED,
        COST,
        CARRIER,
        PAYMENT;

        private final long stream = mixed(SEED + name().hashCode());
    }

    private static final long SEED = 0x6F72_6465_726D_6967L;
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private Draws() {}

    /** 64 random bits. */
    static long bits(What what, long row) {
        return mixed(what.stream + GOLDEN_GAMMA * row);
    }

    /** A number from 0 to {@code bound - 1}. */
    static int below(int bound, What what, long row) {
        return (int) ((bits(what, row) >>> 1) % bound);
    }

    /** True in so many of a hundred rows. */
    static boolean percent(int chance, What what, long row) {
        return below(100, what, row) < chance;
    }

    /** One of the values. */
    static String oneOf(String[] values, What what, long row) {
        return values[below(values.length, what, row)];
    }

    private static long mixed(long seed) {
        long z = seed + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
