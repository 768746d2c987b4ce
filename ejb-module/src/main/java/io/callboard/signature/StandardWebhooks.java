package io.callboard.signature;

import static io.callboard.signature.RefusalReason.SIGNATURE_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISMATCH;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Standard Webhooks scheme (standardwebhooks.com, version 1): {@code webhook-signature} holds
 * one or more {@code v1,<base64>} parts, separated by spaces, each an HMAC-SHA256 over {@code
 * <webhook-id>.<webhook-timestamp>.<body>}. Parts of other versions are ignored. An id with a full
 * stop, which the specification forbids, would make the signed text ambiguous and is refused. Svix
 * names the same headers {@code svix-id}, {@code svix-timestamp} and {@code svix-signature}
 * (docs.svix.com, Verifying webhooks manually).
 *
 * @param freshness how far {@code webhook-timestamp} may be from now
 */
public record StandardWebhooks(Freshness freshness) {
  public static final int MAX_HEADER = 4_096;
  public static final int MAX_CANDIDATES = 16;
  private static final String SECRET_PREFIX = "whsec_";

  private static final Mac MAC = new Mac("HmacSHA256");
  private static final byte[] FULL_STOP = {'.'};
  private static final List<String> PROVEN = List.of("id", "timestamp", "body");

  /** The three headers, each with all its values. */
  public record Headers(List<String> id, List<String> timestamp, List<String> signature) {
    private static final List<String> PREFIXES = List.of("webhook-", "svix-");

    /** The lower-case names of all headers that this scheme reads. */
    public static final Set<String> NAMES =
        PREFIXES.stream()
            .flatMap(prefix -> Stream.of(prefix + "id", prefix + "timestamp", prefix + "signature"))
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Reads the three headers that share one prefix, {@code webhook-} or {@code svix-}. If both
     * prefixes are present, their headers must be equal. Otherwise the result has no id, and the
     * signature counts as malformed.
     *
     * @param values the values of a header by its lower-case name
     */
    public static Headers of(Function<String, List<String>> values) {
      Headers standard = of(PREFIXES.getFirst(), values);
      Headers svix = of(PREFIXES.getLast(), values);
      if (svix.isEmpty() || svix.equals(standard)) {
        return standard;
      }
      return standard.isEmpty()
          ? svix
          : new Headers(
              List.of(),
              List.of(),
              Stream.concat(standard.signature.stream(), svix.signature.stream()).toList());
    }

    private static Headers of(String prefix, Function<String, List<String>> values) {
      return new Headers(
          values.apply(prefix + "id"),
          values.apply(prefix + "timestamp"),
          values.apply(prefix + "signature"));
    }

    private boolean isEmpty() {
      return id.isEmpty() && timestamp.isEmpty() && signature.isEmpty();
    }
  }

  /** Returns whether a secret is {@code whsec_} followed by base64, as this scheme requires. */
  public static boolean isSecret(String secret) {
    return key(secret).isPresent();
  }

  /**
   * Verifies the signature of a body. Secrets for which {@link #isSecret} is false match nothing.
   */
  public Verification verify(Headers headers, byte[] body, List<String> secrets, Instant now) {
    if (headers.signature.isEmpty()) {
      return new Refused(
          SIGNATURE_MISSING,
          "the signature header is missing: expected webhook-signature or svix-signature");
    }
    Optional<Parts> parts = Parts.read(headers);
    if (parts.isEmpty()) {
      return new Refused(
          SIGNATURE_MALFORMED,
          "the signature headers are malformed: expected webhook-id without a full stop,"
              + " webhook-timestamp in seconds and webhook-signature v1,<base64>, each once; or the"
              + " same three with the prefix svix-");
    }
    return verify(parts.get(), body, secrets, now);
  }

  private Verification verify(Parts parts, byte[] body, List<String> secrets, Instant now) {
    byte[] id = parts.id.getBytes(StandardCharsets.UTF_8);
    byte[] time = parts.time.getBytes(StandardCharsets.US_ASCII);
    List<byte[]> keys = secrets.stream().map(secret -> key(secret).orElse(new byte[0])).toList();
    Optional<Integer> index =
        MAC.keyOf(parts.candidates, keys, id, FULL_STOP, time, FULL_STOP, body);
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
            "webhook-timestamp is too old or too far ahead: expected a time that the source's"
                + " tolerance and ahead allow",
            proof);
  }

  private static Optional<byte[]> key(String secret) {
    if (!secret.startsWith(SECRET_PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
      return Optional.of(key).filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Parts(String id, String time, long second, List<byte[]> candidates) {

    static Optional<Parts> read(Headers headers) {
      Optional<String> id = single(headers.id).filter(text -> text.indexOf('.') < 0);
      Optional<String> time = single(headers.timestamp);
      List<byte[]> candidates = single(headers.signature).map(Parts::candidates).orElse(List.of());
      if (id.isEmpty() || time.isEmpty() || candidates.isEmpty()) {
        return Optional.empty();
      }
      return Digits.number(time.get())
          .map(second -> new Parts(id.get(), time.get(), second, candidates));
    }

    private static Optional<String> single(List<String> values) {
      return values.size() == 1
          ? Optional.of(values.getFirst().strip()).filter(value -> value.length() <= MAX_HEADER)
          : Optional.empty();
    }

    private static List<byte[]> candidates(String header) {
      return Arrays.stream(header.split(" ", MAX_CANDIDATES + 1))
          .limit(MAX_CANDIDATES)
          .filter(part -> part.startsWith("v1,"))
          .flatMap(part -> Base64Text.bytes(part.substring(3), Base64.getDecoder(), 32).stream())
          .toList();
    }
  }
}
