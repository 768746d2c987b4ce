package io.callboard.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.HmacUsingShaAlgorithm;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** The algorithms of RFC 7518 section 3.2 that a source may allow for its tokens. */
public enum TokenAlgorithm {
  HS256(32),
  HS384(48),
  HS512(64);

  /** The algorithms of a source that does not set any. */
  public static final Set<TokenAlgorithm> DEFAULT = Collections.unmodifiableSet(EnumSet.of(HS256));

  /** The values that {@link #allowed} accepts, for a message. */
  public static final String EXPECTED = "HS256, HS384 or HS512, separated by commas";

  private static final ProviderContext DEFAULT_PROVIDERS = new ProviderContext();

  private static final Map<TokenAlgorithm, HmacUsingShaAlgorithm> MACS =
      new EnumMap<>(
          Map.of(
              HS256, new HmacUsingShaAlgorithm.HmacSha256(),
              HS384, new HmacUsingShaAlgorithm.HmacSha384(),
              HS512, new HmacUsingShaAlgorithm.HmacSha512()));

  private final int length;

  TokenAlgorithm(int length) {
    this.length = length;
  }

  /** Parses the setting of a source; empty if it is not valid. Absent, it is {@link #DEFAULT}. */
  public static Optional<Set<TokenAlgorithm>> allowed(Optional<String> setting) {
    return setting.isEmpty() ? Optional.of(DEFAULT) : parse(setting.get());
  }

  private static Optional<Set<TokenAlgorithm>> parse(String names) {
    Set<TokenAlgorithm> found = EnumSet.noneOf(TokenAlgorithm.class);
    for (String name : names.split(",", -1)) {
      Optional<TokenAlgorithm> algorithm = named(name.strip());
      if (algorithm.isEmpty()) {
        return Optional.empty();
      }
      found.add(algorithm.get());
    }
    return Optional.of(found);
  }

  /** Returns the algorithm that a token's header names. */
  static Optional<TokenAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(name)).findFirst();
  }

  /** Joins the names of algorithms for a message. */
  public static String names(Set<TokenAlgorithm> algorithms) {
    return algorithms.stream().map(Enum::name).collect(Collectors.joining(" or "));
  }

  /** Returns the length of a signature and the recommended length of a key, in bytes. */
  public int length() {
    return length;
  }

  /**
   * Returns the index of the first secret that produced a signature, -1 for none. Short keys are
   * accepted.
   */
  int indexOfKey(byte[] signature, byte[] signed, List<String> secrets) {
    HmacUsingShaAlgorithm mac = Objects.requireNonNull(MACS.get(this));
    try {
      for (int index = 0; index < secrets.size(); index++) {
        HmacKey key = new HmacKey(secrets.get(index).getBytes(StandardCharsets.UTF_8));
        if (mac.verifySignature(signature, key, signed, DEFAULT_PROVIDERS)) {
          return index;
        }
      }
      return -1;
    } catch (JoseException e) {
      throw new IllegalStateException("the JDK does not provide " + mac.getJavaAlgorithm(), e);
    }
  }
}
