/**
 * What a provider of webhooks plugs into: {@link io.callboard.intake.Provider} and what goes
 * through it. The way of an event leads through the packages below: {@code reception}, {@code
 * journal}, {@code settlement}, over the sources of {@code source}, and again through {@code
 * replay}; every other package below is a provider.
 */
@NullMarked
package io.callboard.intake;

import org.jspecify.annotations.NullMarked;
