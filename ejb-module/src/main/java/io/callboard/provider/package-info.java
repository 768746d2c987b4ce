/**
 * The contract of a provider of webhooks: {@link io.callboard.provider.Provider} and the types that
 * it uses. Each package below this one is a provider, except {@code api}, which is the contract of
 * a provider with a REST API.
 */
@NullMarked
package io.callboard.provider;

import org.jspecify.annotations.NullMarked;
