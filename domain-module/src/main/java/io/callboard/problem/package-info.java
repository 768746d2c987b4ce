/** The form in which every part of Callboard reports a refusal to a client. */
@NullMarked
package io.callboard.problem;

import org.jspecify.annotations.NullMarked;
