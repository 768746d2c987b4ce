/**
 * Current records of profiles, media, videos, accounts and documents, and the rules by which a
 * provider's changes apply to them.
 */
@NullMarked
package io.callboard.catalog;

import org.jspecify.annotations.NullMarked;
