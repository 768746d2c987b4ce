/** Jobs of operators (replay, acceptance, dismissal), and the resumption of paused sources. */
@NullMarked
package io.callboard.intake.replay;

import org.jspecify.annotations.NullMarked;
