/**
 * The contract of a provider with a REST API, in addition to {@link
 * io.callboard.provider.Provider}: the addresses of its records and the meaning of its answers. The
 * package {@code intake.fetching} makes the calls.
 */
@NullMarked
package io.callboard.provider.api;

import org.jspecify.annotations.NullMarked;
