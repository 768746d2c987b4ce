package io.callboard.security.token;

import io.callboard.security.Role;
import java.time.Instant;

/** An API token as others may see it: all but the token itself. */
public record TokenView(String name, Role role, Instant createdAt, Instant expiresAt) {}
