/**
 * Access to the database: SQL where JPQL cannot express it, and the producers of the entity manager
 * and the clock.
 */
@NullMarked
package io.callboard.persistence;

import org.jspecify.annotations.NullMarked;
