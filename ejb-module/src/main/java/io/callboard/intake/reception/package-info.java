/**
 * The way in: a delivery gets its id, passes its source's signature rules, and goes to the journal;
 * what is refused goes to the rejection log.
 */
@NullMarked
package io.callboard.intake.reception;

import org.jspecify.annotations.NullMarked;
