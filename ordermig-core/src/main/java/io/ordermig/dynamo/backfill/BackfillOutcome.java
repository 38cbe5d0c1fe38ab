package io.ordermig.dynamo.backfill;

import java.time.Duration;

/**
 * A backfill is done and verified.
 *
 * @param counts what all its runs did together. What a killed run did after its last checkpoint is missing in it: the
 *     items that it changed are counted as passed over
 * @param rounds how often the table was gone through
 * @param segments into how many segments it was divided in the last round
 * @param resumed whether an earlier run had begun it
 * @param took the duration of this run
 */
public record BackfillOutcome(BackfillCounts counts, int rounds, int segments, boolean resumed, Duration took) {}
