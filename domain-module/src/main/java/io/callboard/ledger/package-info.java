/**
 * The accounts: the events accepted from each source, message by message, against the events by
 * state, and whether the two balance.
 */
@NullMarked
package io.callboard.ledger;

import org.jspecify.annotations.NullMarked;
