/**
 * The accounts: what was accepted from each source against what became of it, message by message,
 * and whether they balance.
 */
@NullMarked
package io.callboard.ledger;

import org.jspecify.annotations.NullMarked;
