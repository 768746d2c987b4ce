/** The health and the progress of intake, for probes and for the ledger. */
@NullMarked
package io.callboard.health;

import org.jspecify.annotations.NullMarked;
