package io.ordermig.restore;

import io.ordermig.config.RestoreConfig;
import io.ordermig.snapshot.SnapshotContext;

/**
 * What every kind of restore is given.
 *
 * @param snapshots what restore points are given: the run, the environment, the folder of the manifests, the clock, who
 *     waits and who is told
 * @param config what was configured
 */
public record RestoreContext(SnapshotContext snapshots, RestoreConfig config) {}
