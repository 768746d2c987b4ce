package io.callboard.intake;

import org.jspecify.annotations.Nullable;

/**
 * A delivery before the signature check.
 *
 * @param token the path segment after the source's name, null without one
 */
public record IncomingDelivery(Delivery delivery, @Nullable String token) implements Submission {}
