/**
 * The move from the embedded database to PostgreSQL, while no server runs on either.
 *
 * <p>It knows no table by name. It reads the tables and their dependencies from the databases.
 */
@NullMarked
package io.callboard.database.move;

import org.jspecify.annotations.NullMarked;
