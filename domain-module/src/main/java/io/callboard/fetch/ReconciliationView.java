package io.callboard.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source's reconciliation.
 *
 * @param state {@code WAITING}: due and not begun, {@code RUNNING}, {@code DONE}, {@code FAILED},
 *     or {@code NEVER} while none was due
 * @param startedAt when the last run began
 * @param finishedAt when it ended, null while it runs
 * @param goodPoint changes at the provider before this moment are known
 * @param nextAt when the next run is due
 * @param seen the number of records that the last run's list named
 * @param missed the number of these records whose change no webhook had reported
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
