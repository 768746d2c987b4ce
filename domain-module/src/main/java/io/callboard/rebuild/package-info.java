/** The filter and the findings of rebuilds of records from the event log. */
@NullMarked
package io.callboard.rebuild;

import org.jspecify.annotations.NullMarked;
