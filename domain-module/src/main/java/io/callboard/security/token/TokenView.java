package io.callboard.security.token;

import io.callboard.security.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token without its text.
 *
 * @param createdBy the user or token that created it; null for a token from before this was stored
 */
public record TokenView(
    String name, Role role, Instant createdAt, @Nullable String createdBy, Instant expiresAt) {}
