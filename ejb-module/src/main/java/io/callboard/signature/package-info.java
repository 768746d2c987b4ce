/**
 * How webhooks are proven: each scheme a small class over raw bytes, none of them knowing a
 * provider or a server.
 */
@NullMarked
package io.callboard.signature;

import org.jspecify.annotations.NullMarked;
