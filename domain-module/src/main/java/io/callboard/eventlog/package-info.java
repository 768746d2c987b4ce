/**
 * The event log: what arrived, what it did, which repetitions it had, and whether the accounts
 * balance.
 */
@NullMarked
package io.callboard.eventlog;

import org.jspecify.annotations.NullMarked;
