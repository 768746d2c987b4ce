package io.callboard.ledger;

import java.util.UUID;

/**
 * A message of the intake queue as the ledger knows it.
 *
 * @param number counts the lane's messages from 1
 * @param firstEvent the message's first event, which tells two messages of one number apart
 */
public record SettledMessage(UUID run, int lane, long number, UUID firstEvent) {}
