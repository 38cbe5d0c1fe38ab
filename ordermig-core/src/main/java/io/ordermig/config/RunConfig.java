package io.ordermig.config;

import java.nio.file.Path;

/**
 * What a run is about, beside its stores.
 *
 * @param environment the environment, such as {@code staging}
 * @param project what is being migrated, for the report, such as {@code com.example:order-service:1.4.0}
 * @param reportFolder where {@code migration-report.json} is written
 */
public record RunConfig(String environment, String project, Path reportFolder) {}
