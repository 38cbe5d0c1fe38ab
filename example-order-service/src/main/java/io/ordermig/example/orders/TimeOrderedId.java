package io.ordermig.example.orders;

import java.time.Instant;
import java.util.UUID;

/** Keys that grow with time: UUIDs of version 7. Source: RFC 9562, section 5.7. */
public final class TimeOrderedId {

    private TimeOrderedId() {}

    /**
     * The key made of a time, to the millisecond, and random bits.
     *
     * @param upper of which 12 bits are used
     * @param lower of which 62 bits are used
     */
    public static UUID of(Instant time, long upper, long lower) {
        long timeAndVersion = (time.toEpochMilli() << 16) | 0x7000;
        return new UUID(timeAndVersion | (upper & 0x0FFF), 0x8000_0000_0000_0000L | (lower & 0x3FFF_FFFF_FFFF_FFFFL));
    }
}
