package io.callboard.signature;

import static io.callboard.signature.RefusalReason.SIGNATURE_ALGORITHM;
import static io.callboard.signature.RefusalReason.SIGNATURE_CLAIMS;
import static io.callboard.signature.RefusalReason.SIGNATURE_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISMATCH;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body that is a JSON Web Token (RFC 7519) in compact form, signed with one of the algorithms
 * that are allowed. Keys shorter than RFC 7518 section 3.2 asks for are taken, for providers hand
 * them out. Keys that a token brings along are not looked at; critical header extensions are
 * refused.
 *
 * @param issuer what {@code iss} must be, null when it does not matter
 * @param objectClaim a claim that must hold an object, null for none
 * @param algorithms that may sign
 * @param skew how far {@code iat} and {@code nbf} (RFC 7519 section 4.1.5) may lie ahead of now
 * @param grace how long past {@code exp} a token is taken
 */
public record SignedToken(
    @Nullable String issuer,
    @Nullable String objectClaim,
    Set<TokenAlgorithm> algorithms,
    Duration skew,
    Duration grace) {

  private static final List<String> PROVEN = List.of("body");

  /** Proves a body or refuses it; an empty body has no signature. */
  public Verification verify(byte[] body, List<String> secrets, Instant now) {
    if (CompactToken.isBlank(body)) {
      return new Refused(SIGNATURE_MISSING, "a token was expected");
    }
    Optional<CompactToken> token = CompactToken.read(body);
    Optional<JsonMembers> header = token.flatMap(CompactToken::header);
    if (token.isEmpty() || header.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED,
          "three segments of base64url, the first a JSON object without critical extensions, were"
              + " expected");
    }
    Optional<TokenAlgorithm> algorithm =
        header.get().string("alg").flatMap(TokenAlgorithm::named).filter(algorithms::contains);
    if (algorithm.isEmpty()) {
      return new Refused(
          SIGNATURE_ALGORITHM, "alg " + TokenAlgorithm.names(algorithms) + " was expected");
    }
    int length = algorithm.get().length();
    Optional<byte[]> signature = token.get().signatureOf(length);
    if (signature.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED, "a signature of " + length + " bytes in base64url was expected");
    }
    int index = algorithm.get().indexOfKey(signature.get(), token.get().signed(), secrets);
    if (index < 0) {
      return new Refused(SIGNATURE_MISMATCH, "the signature matches under no secret");
    }
    return claims(token.get())
        .flatMap(claims -> times(claims).map(times -> verify(times, index, now)))
        .orElseGet(() -> new Refused(SIGNATURE_CLAIMS, expectedClaims()));
  }

  private Verification verify(Times times, int index, Instant now) {
    Verified proof = new Verified(PROVEN, index);
    if (times.issued > now.getEpochSecond() + skew.toSeconds()) {
      return Refused.stale("iat lies ahead of the time of arrival", proof);
    }
    if (times.notBefore > now.getEpochSecond() + skew.toSeconds()) {
      return Refused.stale("nbf lies ahead of the time of arrival", proof);
    }
    if (times.expires < now.getEpochSecond() - grace.toSeconds()) {
      return Refused.stale("exp is past", proof);
    }
    return proof;
  }

  private Optional<JsonMembers> claims(CompactToken token) {
    return token
        .claims()
        .filter(claims -> issuer == null || claims.string("iss").equals(Optional.of(issuer)))
        .filter(claims -> objectClaim == null || claims.isObject(objectClaim));
  }

  private String expectedClaims() {
    return "iat and exp, and nbf where there is one, in seconds"
        + (issuer == null ? "" : ", iss " + issuer)
        + (objectClaim == null ? "" : ", an object " + objectClaim)
        + " were expected";
  }

  /**
   * The claims of a token that was proven before. Proves nothing itself.
   *
   * @throws MalformedJson if the body is no token whose claims are a JSON object
   */
  public static JsonMembers provenClaims(byte[] body) throws MalformedJson {
    return JsonMembers.parse(
        CompactToken.read(body).flatMap(CompactToken::payload).orElse(new byte[0]));
  }

  /**
   * The claims that are times.
   *
   * @param notBefore {@code nbf}; absent or null it is past
   */
  private record Times(long issued, long expires, long notBefore) {}

  private static Optional<Times> times(JsonMembers claims) {
    boolean bounded = claims.text("nbf").isPresent() && !claims.isNull("nbf");
    Optional<Long> notBefore = bounded ? seconds(claims, "nbf") : Optional.of(Long.MIN_VALUE);
    return seconds(claims, "iat")
        .flatMap(
            issued ->
                seconds(claims, "exp")
                    .flatMap(expires -> notBefore.map(from -> new Times(issued, expires, from))));
  }

  /** A NumericDate without its fraction; exponents, which no one sends, are not read. */
  private static Optional<Long> seconds(JsonMembers claims, String name) {
    String text = claims.text(name).orElse("");
    int point = text.indexOf('.');
    if (point >= 0 && text.chars().skip(point + 1L).anyMatch(c -> c < '0' || c > '9')) {
      return Optional.empty();
    }
    return Digits.number(point < 0 ? text : text.substring(0, point));
  }
}
