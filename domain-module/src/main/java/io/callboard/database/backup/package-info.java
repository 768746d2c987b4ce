/** Backups of the embedded database while it is in use. PostgreSQL has its own tools. */
@NullMarked
package io.callboard.database.backup;

import org.jspecify.annotations.NullMarked;
