/**
 * The contract of a provider of webhooks: {@link io.callboard.intake.Provider} and the types that
 * it uses. An event passes through the packages {@code reception}, {@code journal} and {@code
 * settlement}, and again through {@code replay} and {@code rebuild}; {@code source} holds the
 * configured sources. {@code api} and {@code fetching} call providers' APIs. The packages {@code
 * filmmakers}, {@code mediastream}, {@code waymark} and {@code signed} are providers.
 */
@NullMarked
package io.callboard.intake;

import org.jspecify.annotations.NullMarked;
