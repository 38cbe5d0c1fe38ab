package io.ordermig.snapshot;

import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.RunEvents;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What every kind of restore point is given.
 *
 * @param run the id of the run
 * @param environment the environment, such as {@code staging}
 * @param config what was configured
 * @param manifests the folder for manifests, beside the report; created when the first one is written
 * @param clock the time
 * @param sleeper who waits
 * @param events who is told
 */
public record SnapshotContext(
        String run,
        String environment,
        SnapshotConfig config,
        Path manifests,
        Clock clock,
        Sleeper sleeper,
        RunEvents events) {}
