/**
 * The entry point of intake. A delivery gets its id, is checked by its source's signature rules and
 * goes to the journal. A refused delivery goes to the rejection log.
 */
@NullMarked
package io.callboard.intake.reception;

import org.jspecify.annotations.NullMarked;
