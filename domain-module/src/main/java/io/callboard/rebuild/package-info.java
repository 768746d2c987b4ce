/** What a rebuild of records from the event log is to look at, and what it found. */
@NullMarked
package io.callboard.rebuild;

import org.jspecify.annotations.NullMarked;
