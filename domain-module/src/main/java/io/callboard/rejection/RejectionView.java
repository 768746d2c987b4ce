package io.callboard.rejection;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refused delivery in the form that the API shows.
 *
 * @param reason the reason code, such as {@code signature-stale}
 * @param headers lists of values by lower-case name
 * @param quarantined whether its body is kept, so that it can still be accepted
 * @param dismissed why an operator removed its body; null if none did
 * @param event the event that it became when it was accepted; null if it was not accepted
 */
public record RejectionView(
    UUID id,
    Instant at,
    String source,
    String reason,
    String detail,
    String address,
    @Nullable String contentType,
    long size,
    JsonMembers headers,
    boolean quarantined,
    @Nullable String dismissed,
    @Nullable UUID event) {}
