/** Limits on the framing of a request's body, where the server has no limit. */
@NullMarked
package io.callboard.web.framing;

import org.jspecify.annotations.NullMarked;
