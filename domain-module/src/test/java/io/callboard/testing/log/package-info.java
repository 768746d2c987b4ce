/** A log as long as wanted, what is asked of one, and the plans by which PostgreSQL answers it. */
@NullMarked
package io.callboard.testing.log;

import org.jspecify.annotations.NullMarked;
