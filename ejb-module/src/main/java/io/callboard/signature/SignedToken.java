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
 * The rules for a body that is a JSON Web Token (RFC 7519) in compact form. Keys shorter than RFC
 * 7518 section 3.2 requires are accepted, because providers issue such keys. Keys inside a token
 * are ignored; critical header extensions are refused.
 *
 * @param issuer the required {@code iss}, null for any
 * @param objectClaim a claim that must be an object, null for none
 * @param algorithms the allowed algorithms
 * @param skew how far {@code iat} and {@code nbf} (RFC 7519 section 4.1.5) may lie ahead of now
 * @param grace how long after {@code exp} a token is still accepted
 */
public record SignedToken(
    @Nullable String issuer,
    @Nullable String objectClaim,
    Set<TokenAlgorithm> algorithms,
    Duration skew,
    Duration grace) {

  private static final List<String> PROVEN = List.of("body");

  /** Verifies a body. An empty body is refused as {@code SIGNATURE_MISSING}. */
  public Verification verify(byte[] body, List<String> secrets, Instant now) {
    if (CompactToken.isBlank(body)) {
      return new Refused(SIGNATURE_MISSING, "the body is empty: expected a token");
    }
    Optional<CompactToken> token = CompactToken.read(body);
    Optional<JsonMembers> header = token.flatMap(CompactToken::header);
    if (token.isEmpty() || header.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED,
          "the body is not a token: expected three segments of base64url, the first a JSON object"
              + " without crit or b64");
    }
    Optional<TokenAlgorithm> algorithm =
        header.get().string("alg").flatMap(TokenAlgorithm::named).filter(algorithms::contains);
    if (algorithm.isEmpty()) {
      return new Refused(
          SIGNATURE_ALGORITHM,
          "the alg of the token is missing or wrong: expected " + TokenAlgorithm.names(algorithms));
    }
    int length = algorithm.get().length();
    Optional<byte[]> signature = token.get().signatureOf(length);
    if (signature.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED,
          "the token's signature is malformed: expected " + length + " bytes in base64url");
    }
    int index = algorithm.get().indexOfKey(signature.get(), token.get().signed(), secrets);
    if (index < 0) {
      return new Refused(
          SIGNATURE_MISMATCH,
          "the signature matches none of the source's secrets: check which secret the sender uses");
    }
    return claims(token.get())
        .flatMap(claims -> times(claims).map(times -> verify(times, index, now)))
        .orElseGet(() -> new Refused(SIGNATURE_CLAIMS, expectedClaims()));
  }

  private Verification verify(Times times, int index, Instant now) {
    Verified proof = new Verified(PROVEN, index);
    if (times.issued > now.getEpochSecond() + skew.toSeconds()) {
      return Refused.stale(
          "iat is too far ahead: expected a time that the source's ahead allows", proof);
    }
    if (times.notBefore > now.getEpochSecond() + skew.toSeconds()) {
      return Refused.stale(
          "nbf is too far ahead: expected a time that the source's ahead allows", proof);
    }
    if (times.expires < now.getEpochSecond() - grace.toSeconds()) {
      return Refused.stale(
          "the token has expired: expected an exp that the source's tolerance allows", proof);
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
    return "a claim is missing or wrong: expected iat, exp and, if present, nbf in seconds"
        + (issuer == null ? "" : ", iss " + issuer)
        + (objectClaim == null ? "" : ", and an object in " + objectClaim);
  }

  /**
   * Returns the claims of a token that was verified before. This method verifies nothing.
   *
   * @throws MalformedJson if the body is not a token whose claims are a JSON object
   */
  public static JsonMembers provenClaims(byte[] body) throws MalformedJson {
    return JsonMembers.parse(
        CompactToken.read(body).flatMap(CompactToken::payload).orElse(new byte[0]));
  }

  /**
   * The time claims, in seconds since the epoch.
   *
   * @param notBefore {@code nbf}; the smallest number when it is absent or null
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

  /**
   * Returns a NumericDate without its fraction; empty for other text. Exponents are not read,
   * because no sender writes them.
   */
  private static Optional<Long> seconds(JsonMembers claims, String name) {
    String text = claims.text(name).orElse("");
    int point = text.indexOf('.');
    if (point >= 0 && text.chars().skip(point + 1L).anyMatch(c -> c < '0' || c > '9')) {
      return Optional.empty();
    }
    return Digits.number(point < 0 ? text : text.substring(0, point));
  }
}
