/**
 * What becomes of an event: each message is settled in one database transaction before it is
 * acknowledged, and waits while the database is away.
 */
@NullMarked
package io.callboard.intake.settlement;

import org.jspecify.annotations.NullMarked;
