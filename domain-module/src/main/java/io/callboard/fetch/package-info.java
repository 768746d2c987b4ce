/**
 * Pending fetches from a provider's API, its rate limit and health, and the state of
 * reconciliations. Other packages make the calls.
 */
@NullMarked
package io.callboard.fetch;

import org.jspecify.annotations.NullMarked;
