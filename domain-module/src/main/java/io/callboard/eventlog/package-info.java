/** The event log: which events arrived, what they changed, and which duplicates they had. */
@NullMarked
package io.callboard.eventlog;

import org.jspecify.annotations.NullMarked;
