package io.ordermig.postgres.script;

import java.time.Duration;

/**
 * What an {@code after} directive says.
 *
 * @param version the version that must have been applied
 * @param age how long ago, at least
 */
public record AfterGate(String version, Duration age) {}
