package io.callboard.intake;

import io.callboard.intake.reception.Intake;

/**
 * What is handed to {@link Intake}: an incoming delivery, which the signature check turns into a
 * proven one.
 */
public sealed interface Submission permits IncomingDelivery, ProvenDelivery {}
