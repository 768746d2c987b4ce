/**
 * The generic provider for every sender with a known signature scheme. Its events are read as
 * configured.
 */
@NullMarked
package io.callboard.provider.signed;

import org.jspecify.annotations.NullMarked;
