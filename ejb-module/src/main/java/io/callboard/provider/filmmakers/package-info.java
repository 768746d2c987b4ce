/** The provider Filmmakers, whose events name changed actor profiles that must be fetched. */
@NullMarked
package io.callboard.provider.filmmakers;

import org.jspecify.annotations.NullMarked;
