/** Calls of providers' APIs, for pending fetches and for changes that webhooks missed. */
@NullMarked
package io.callboard.intake.fetching;

import org.jspecify.annotations.NullMarked;
