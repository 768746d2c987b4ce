package io.callboard.eventlog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The exact bytes of an event.
 *
 * @param event whose bytes they are: for a duplicate its original
 * @param contentType as the sender named it, null when it did not
 */
public record EventBody(UUID event, @Nullable String contentType, byte[] bytes) {}
