/** Copies of the embedded database, made while it is used. PostgreSQL has its own means. */
@NullMarked
package io.callboard.backup;

import org.jspecify.annotations.NullMarked;
