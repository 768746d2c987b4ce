package io.callboard.eventlog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is held because its source was paused.
 *
 * @param flag a remark that is added to its cause when it is applied, null for none
 */
public record HeldEvent(String source, UUID id, @Nullable String flag) {}
