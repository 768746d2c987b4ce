package io.callboard.signature;

import static io.callboard.signature.RefusalReason.SIGNATURE_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISMATCH;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header {@code t=<seconds>, v1=<hex>}: HMAC-SHA256 over the text of {@code t}, a full stop and
 * the raw body.
 *
 * <p>White space around a part and parts of unknown schemes are ignored. {@code t} must occur once,
 * as 1 to 19 ASCII digits within 64 bits; it is signed as written. Up to {@value #MAX_CANDIDATES}
 * well-formed {@code v1} parts are allowed, and any of them may match.
 *
 * @param freshness how far {@code t} may be from now
 */
public record TimestampedHmac(Freshness freshness) {
  public static final int MAX_HEADER = 4_096;
  public static final int MAX_CANDIDATES = 16;

  private static final Mac MAC = new Mac("HmacSHA256");
  private static final byte[] FULL_STOP = {'.'};
  private static final List<String> PROVEN = List.of("timestamp", "body");

  /**
   * Verifies the signature of a body.
   *
   * @param headers every value of the signature header
   */
  public Verification verify(List<String> headers, byte[] body, List<String> secrets, Instant now) {
    if (headers.isEmpty()) {
      return new Refused(
          SIGNATURE_MISSING, "the signature header is missing: expected exactly one");
    }
    Optional<Parts> parts = headers.size() == 1 ? Parts.read(headers.getFirst()) : Optional.empty();
    if (parts.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED,
          "the signature header is malformed: expected exactly one t=<seconds>, v1=<64 hex digits>,"
              + " with t once and at most "
              + MAX_CANDIDATES
              + " v1");
    }
    return verify(parts.get(), body, secrets, now);
  }

  private Verification verify(Parts parts, byte[] body, List<String> secrets, Instant now) {
    byte[] time = parts.time.getBytes(StandardCharsets.US_ASCII);
    Optional<Integer> index = MAC.keyOf(parts.candidates, Mac.keys(secrets), time, FULL_STOP, body);
    if (index.isEmpty()) {
      return new Refused(
          SIGNATURE_MISMATCH,
          "no v1 signature matches any of the source's secrets: check which secret the sender uses,"
              + " and that nothing on the way changes the body");
    }
    Verified proof = new Verified(PROVEN, index.get());
    return freshness.coversSecond(parts.second, now)
        ? proof
        : Refused.stale(
            "t is too old or too far ahead: expected a time that the source's tolerance and ahead"
                + " allow",
            proof);
  }

  private record Parts(String time, long second, List<byte[]> candidates) {

    static Optional<Parts> read(String header) {
      if (header.length() > MAX_HEADER) {
        return Optional.empty();
      }
      List<String> times = new ArrayList<>(1);
      List<byte[]> candidates = new ArrayList<>(1);
      int start = 0;
      while (start <= header.length()) {
        int comma = header.indexOf(',', start);
        int end = comma < 0 ? header.length() : comma;
        String part = header.substring(start, end).strip();
        if (part.startsWith("t=")) {
          times.add(part.substring(2));
        } else if (part.startsWith("v1=")) {
          Hex.bytes(part.substring(3), 32).ifPresent(candidates::add);
        }
        start = end + 1;
      }
      return of(times, candidates);
    }

    private static Optional<Parts> of(List<String> times, List<byte[]> candidates) {
      if (times.size() != 1 || candidates.isEmpty() || candidates.size() > MAX_CANDIDATES) {
        return Optional.empty();
      }
      String time = times.getFirst();
      return Digits.number(time).map(second -> new Parts(time, second, candidates));
    }
  }
}
