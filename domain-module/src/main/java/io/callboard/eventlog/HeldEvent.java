package io.callboard.eventlog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits because its source was paused.
 *
 * @param flag what the log will say of it beside its state, null for nothing
 */
public record HeldEvent(String source, UUID id, @Nullable String flag) {}
