package io.callboard.intake;

/**
 * What is handed to intake: an incoming delivery, which the signature check turns into a proven
 * one.
 */
public sealed interface Submission permits IncomingDelivery, ProvenDelivery {}
