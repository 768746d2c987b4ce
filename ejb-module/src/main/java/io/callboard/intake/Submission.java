package io.callboard.intake;

/**
 * An input of intake: an incoming delivery, or the proven delivery that the signature check makes
 * of it.
 */
public sealed interface Submission permits IncomingDelivery, ProvenDelivery {}
