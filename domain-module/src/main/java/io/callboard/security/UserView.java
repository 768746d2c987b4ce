package io.callboard.security;

import java.time.Instant;

/**
 * A user without the password.
 *
 * @param version a number that changes with every change of the user
 */
public record UserView(String name, Role role, long version, Instant createdAt) {}
