package io.callboard.ledger;

import java.util.UUID;

/**
 * The identity of a message of the intake queue.
 *
 * @param number counts the lane's messages from 1
 * @param firstEvent the message's first event, which distinguishes two messages with one number
 */
public record SettledMessage(UUID run, int lane, long number, UUID firstEvent) {}
