package io.callboard.intake;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A configured source of webhooks.
 *
 * @param provider the name of its {@link Provider}
 * @param secrets current first; those that still verify
 * @param tolerance how old a good signature may be, null for the provider's own default
 * @param pathToken the secret path segment that the hook asks for, null for none
 * @param networks CIDRs that may send; empty for all
 * @param settings any other key below {@code callboard.sources.<name>.}, as {@code
 *     settings.apply("hmac.header")}
 */
public record Source(
    String name,
    String provider,
    List<String> secrets,
    SignaturePolicy signature,
    @Nullable Duration tolerance,
    @Nullable String pathToken,
    List<String> networks,
    Function<String, Optional<String>> settings) {

  public Source {
    secrets = List.copyOf(secrets);
    networks = List.copyOf(networks);
  }

  /** Names the source and nothing secret. */
  @Override
  public String toString() {
    return "Source[" + name + "]";
  }

  /** What a source says of signatures. */
  public enum SignaturePolicy {
    REQUIRED,
    /** Verified when there is one, never accepted when it is bad. */
    OPTIONAL,
    NONE
  }
}
