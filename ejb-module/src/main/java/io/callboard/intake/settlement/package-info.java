/**
 * Settlement: one database transaction applies the events of a message to the records and writes
 * them to the event log. An event that is repeated, held or unusable is settled as such.
 */
@NullMarked
package io.callboard.intake.settlement;

import org.jspecify.annotations.NullMarked;
