/**
 * The database as an installation runs it: its schema, partitions, statistics and connections, and
 * its repair after a kill. The packages below make backups and move an embedded database.
 */
@NullMarked
package io.callboard.database;

import org.jspecify.annotations.NullMarked;
