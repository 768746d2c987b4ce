/**
 * Receives bundles from the queue and hands them to settlement; waits while the database is away.
 */
@NullMarked
package io.callboard.intake.listener;

import org.jspecify.annotations.NullMarked;
