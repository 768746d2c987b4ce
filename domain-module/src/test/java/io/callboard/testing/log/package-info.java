/** A log of any length, the queries on it, and the plans with which PostgreSQL answers them. */
@NullMarked
package io.callboard.testing.log;

import org.jspecify.annotations.NullMarked;
