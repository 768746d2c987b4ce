/**
 * Signature schemes of webhooks. Each scheme is a small class over raw bytes and knows no provider
 * and no server.
 */
@NullMarked
package io.callboard.signature;

import org.jspecify.annotations.NullMarked;
