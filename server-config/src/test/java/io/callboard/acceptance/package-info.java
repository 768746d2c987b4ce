/** What a user and a client can rely on, asked of the unmodified application over HTTP. */
@NullMarked
package io.callboard.acceptance;

import org.jspecify.annotations.NullMarked;
