/** The senders' side for tests: events signed as each provider signs them. */
@NullMarked
package io.callboard.testing;

import org.jspecify.annotations.NullMarked;
