/**
 * Pending fetches as rows that nodes claim, and what they share about each provider's API: its
 * health and its quota.
 */
@NullMarked
package io.callboard.fetch.queue;

import org.jspecify.annotations.NullMarked;
