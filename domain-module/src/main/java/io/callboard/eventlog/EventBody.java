package io.callboard.eventlog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The exact bytes of an event.
 *
 * @param event the event that stores the bytes, which is the original for a duplicate
 * @param contentType as the sender named it, null if it did not
 */
public record EventBody(UUID event, @Nullable String contentType, byte[] bytes) {}
