package io.callboard.intake;

import io.callboard.network.Network;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
 * @param ahead how far the sender's clock may run ahead, null for the provider's own default
 * @param pathToken the secret path segment that the hook asks for, null for none
 * @param networks that may send; empty for all
 * @param settings any other key below {@code callboard.sources.<name>.}, as {@code
 *     settings.apply("hmac.header")}
 */
public record Source(
    String name,
    String provider,
    List<String> secrets,
    SignaturePolicy signature,
    @Nullable Duration tolerance,
    @Nullable Duration ahead,
    @Nullable String pathToken,
    List<Network> networks,
    Function<String, Optional<String>> settings) {

  /** What the keys of all sources begin with; by itself the key of their names. */
  public static final String KEY = "callboard.sources";

  /** The setting that refuses plain HTTP when it is {@value #REQUIRED}. */
  public static final String HTTPS = "https";

  public static final String REQUIRED = "required";

  public Source {
    secrets = List.copyOf(secrets);
    networks = List.copyOf(networks);
  }

  /**
   * Whether a request may be sent here at all. To one that may not, the source does not exist.
   *
   * @param token the path segment after the source's name, null when there was none; compared in
   *     constant time
   * @param address the sender's, after trusted proxies
   */
  public boolean admits(@Nullable String token, String address) {
    return matchesToken(token)
        && (networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address)));
  }

  /** Returns whether a delivery must come by HTTPS, to us or to the nearest trusted proxy. */
  public boolean asksForHttps() {
    return settings.apply(HTTPS).equals(Optional.of(REQUIRED));
  }

  private boolean matchesToken(@Nullable String token) {
    if (pathToken == null || token == null) {
      return pathToken == null && token == null;
    }
    return MessageDigest.isEqual(
        pathToken.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /** This source with other secrets. */
  public Source withSecrets(List<String> others) {
    return new Source(
        name, provider, others, signature, tolerance, ahead, pathToken, networks, settings);
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
