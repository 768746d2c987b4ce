/**
 * The contract of a provider with a REST API, in addition to {@link io.callboard.intake.Provider}:
 * the addresses of its records and the meaning of its answers. The package {@code fetching} makes
 * the calls.
 */
@NullMarked
package io.callboard.intake.api;

import org.jspecify.annotations.NullMarked;
