package io.callboard.security.token;

import io.callboard.security.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token as others may see it: all but the token itself.
 *
 * @param createdBy the user or token that made it, null for one of before that was kept
 */
public record TokenView(
    String name, Role role, Instant createdAt, @Nullable String createdBy, Instant expiresAt) {}
