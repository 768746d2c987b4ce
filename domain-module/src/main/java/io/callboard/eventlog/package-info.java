/** The event log: what arrived, what it did, and which repetitions it had. */
@NullMarked
package io.callboard.eventlog;

import org.jspecify.annotations.NullMarked;
