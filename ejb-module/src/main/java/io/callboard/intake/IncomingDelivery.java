package io.callboard.intake;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that nothing is known of yet.
 *
 * @param token the path segment behind the source's name, null when there was none
 */
public record IncomingDelivery(Delivery delivery, @Nullable String token) implements Submission {}
