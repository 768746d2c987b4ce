/** Bounds what a request may cost beside its head and its body, where the server sets no bound. */
@NullMarked
package io.callboard.web.framing;

import org.jspecify.annotations.NullMarked;
