/**
 * What a provider with a REST API plugs into beside {@link io.callboard.intake.Provider}: where its
 * records are, and what its answers say. The calls are made elsewhere.
 */
@NullMarked
package io.callboard.intake.api;

import org.jspecify.annotations.NullMarked;
