/**
 * Gives beans what they are built from: the entity manager, the clock, and SQL where JPQL cannot
 * say it.
 */
@NullMarked
package io.callboard.persistence;

import org.jspecify.annotations.NullMarked;
