package io.callboard.provider;

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
 * @param secrets the secrets that verify, the current one first
 * @param tolerance how old a good signature may be, null for the provider's default
 * @param ahead how far the sender's clock may run ahead, null for the provider's default
 * @param pathToken the secret path segment that the hook requires, null for none
 * @param networks the networks that may send, empty for all
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

  /** Prefix of the configuration keys of all sources; the key itself lists their names. */
  public static final String KEY = "callboard.sources";

  /** The setting that refuses plain HTTP when it is {@value #REQUIRED}. */
  public static final String HTTPS = "https";

  public static final String REQUIRED = "required";

  public Source {
    secrets = List.copyOf(secrets);
    networks = List.copyOf(networks);
  }

  /**
   * Returns whether a request may use this hook. For any other request the source does not exist.
   *
   * @param token the path segment after the source's name, null without one; compared in constant
   *     time
   * @param address the sender's address, resolved through trusted proxies
   */
  public boolean admits(@Nullable String token, String address) {
    return matchesToken(token)
        && (networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address)));
  }

  /** Returns whether a delivery must arrive over HTTPS, at us or at the nearest trusted proxy. */
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

  /** Returns this source with other secrets. */
  public Source withSecrets(List<String> others) {
    return new Source(
        name, provider, others, signature, tolerance, ahead, pathToken, networks, settings);
  }

  /** Returns the name of the source and nothing secret. */
  @Override
  public String toString() {
    return "Source[" + name + "]";
  }

  /** The rule of a source for signatures. */
  public enum SignaturePolicy {
    REQUIRED,
    /** A signature is verified if present; a bad one is refused. */
    OPTIONAL,
    NONE
  }
}
