/**
 * Settlement: the events of each message are settled in the database before the message is
 * acknowledged; messages wait while the database is unavailable.
 */
@NullMarked
package io.callboard.intake.settlement;

import org.jspecify.annotations.NullMarked;
