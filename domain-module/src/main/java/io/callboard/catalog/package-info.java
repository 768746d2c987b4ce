/**
 * Current records of profiles, media, videos, accounts and documents, and how a provider's change
 * is applied to them.
 */
@NullMarked
package io.callboard.catalog;

import org.jspecify.annotations.NullMarked;
