/**
 * Moves everything that is in the embedded database to PostgreSQL, while no server runs on either.
 *
 * <p>It knows no table: what is there, and what depends on what, is read from the databases.
 */
@NullMarked
package io.callboard.move;

import org.jspecify.annotations.NullMarked;
