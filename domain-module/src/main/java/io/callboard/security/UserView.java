package io.callboard.security;

import java.time.Instant;

/**
 * A user as others may see one.
 *
 * @param version changes with every change of the user
 */
public record UserView(String name, Role role, long version, Instant createdAt) {}
