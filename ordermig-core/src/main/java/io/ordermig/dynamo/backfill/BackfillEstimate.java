package io.ordermig.dynamo.backfill;

/**
 * What there is to do, counted.
 *
 * @param items the items of the table
 * @param matching those that would be changed now
 * @param readUnits the read capacity that counting consumed
 */
public record BackfillEstimate(long items, long matching, double readUnits) {}
