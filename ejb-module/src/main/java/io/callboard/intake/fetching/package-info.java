/** Calls providers' APIs: for records that wait to be fetched, and for what webhooks missed. */
@NullMarked
package io.callboard.intake.fetching;

import org.jspecify.annotations.NullMarked;
