package io.callboard.eventlog;

import java.util.UUID;

/** The event that a delivery key belongs to, with the SHA-256 of its body in hexadecimal. */
public record KeyOwner(UUID event, String bodyDigest) {}
