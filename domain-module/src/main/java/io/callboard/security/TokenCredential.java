package io.callboard.security;

import jakarta.security.enterprise.credential.Credential;
import java.util.Optional;
import java.util.regex.Pattern;

/** The token of a Bearer {@code Authorization} header (RFC 6750, section 2.1). */
public record TokenCredential(String token) implements Credential {
  private static final String SCHEME = "Bearer ";

  /** The {@code b64token} of RFC 6750, with at most 255 characters before the padding. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,255}=*+");

  /**
   * Reads a header; empty if it has another scheme, is malformed, or is longer than 300 characters.
   */
  static Optional<TokenCredential> parse(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > 300) {
      return Optional.empty();
    }
    String token = header.substring(SCHEME.length()).strip();
    return TOKEN.matcher(token).matches()
        ? Optional.of(new TokenCredential(token))
        : Optional.empty();
  }

  /** Returns the name of the class and nothing else. */
  @Override
  public String toString() {
    return "TokenCredential";
  }
}
