/**
 * Records that wait to be fetched from a provider's API, how often that may be called, what it last
 * said, and what reconciliation with it found. Calling is others' work.
 */
@NullMarked
package io.callboard.fetch;

import org.jspecify.annotations.NullMarked;
