/** Filmmakers: actor profiles that change and must be fetched. */
@NullMarked
package io.callboard.intake.filmmakers;

import org.jspecify.annotations.NullMarked;
