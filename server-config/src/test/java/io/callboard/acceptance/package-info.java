/** Tests of the unmodified application over HTTP: what users and clients can rely on. */
@NullMarked
package io.callboard.acceptance;

import org.jspecify.annotations.NullMarked;
