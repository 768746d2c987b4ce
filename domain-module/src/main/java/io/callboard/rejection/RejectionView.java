package io.callboard.rejection;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refused delivery as others may see it.
 *
 * @param reason the reason's word, such as {@code signature-stale}
 * @param headers lists of values by lower-case name
 * @param quarantined whether its body is kept, so that it can be accepted after all
 * @param dismissed why its body was removed by an operator, null when it was not
 * @param event what it became when it was accepted, null when it was not
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
