package io.callboard.security;

import jakarta.security.enterprise.credential.Credential;
import java.util.Optional;
import java.util.regex.Pattern;

/** The token of a Bearer {@code Authorization} header (RFC 6750, section 2.1). */
public record TokenCredential(String token) implements Credential {
  private static final String SCHEME = "Bearer ";

  /** What RFC 6750 calls b64token, up to 255. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,255}=*+");

  /** Reads a header, absent when it is of another scheme, malformed or overlong. */
  static Optional<TokenCredential> parse(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > 300) {
      return Optional.empty();
    }
    String token = header.substring(SCHEME.length()).strip();
    return TOKEN.matcher(token).matches()
        ? Optional.of(new TokenCredential(token))
        : Optional.empty();
  }

  /** Names the class and nothing else. */
  @Override
  public String toString() {
    return "TokenCredential";
  }
}
