package io.ordermig.dynamo.ledger;

import java.time.Instant;

/**
 * The version that the tables had when ordermig took them over. What is not above it is never applied.
 *
 * @param version the version
 * @param description why, or what it stands for
 * @param runner who set it
 * @param at when it was set
 */
public record Baseline(Version version, String description, Runner runner, Instant at) {}
