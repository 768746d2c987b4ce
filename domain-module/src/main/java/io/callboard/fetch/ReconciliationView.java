package io.callboard.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source's reconciliation stands.
 *
 * @param state {@code WAITING}: due and not begun, {@code RUNNING}, {@code DONE}, {@code FAILED},
 *     or {@code NEVER} while none was due
 * @param startedAt when the last run began
 * @param finishedAt when it ended, null while it runs
 * @param goodPoint what changed at the provider before this moment is known
 * @param nextAt when the next run is due
 * @param seen how many records the last run's list named
 * @param missed of how many of these no webhook had told
 * @param trouble why the last run failed
 */
public record ReconciliationView(
    String state,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant goodPoint,
    Instant nextAt,
    long seen,
    long missed,
    @Nullable String trouble) {}
