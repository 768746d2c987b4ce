package io.callboard.provider;

import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries and sources for tests. */
public final class Deliveries {
  private Deliveries() {}

  public static Delivery of(SignedRequest request, Instant receivedAt) {
    return of(request.contentType(), request.headers(), request.body(), receivedAt);
  }

  public static Delivery of(
      @Nullable String contentType, Map<String, String> headers, byte[] body, Instant receivedAt) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    headers.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    return new Delivery(
        new UUID(0x7000L, 0x8000_0000_0000_0000L),
        "test",
        contentType,
        values,
        body,
        receivedAt,
        "192.0.2.1");
  }

  /** Returns a delivery whose signature counts as covering the given parts. */
  public static ProvenDelivery proven(Delivery delivery, String... parts) {
    return new ProvenDelivery(delivery, new Verified(List.of(parts), parts.length == 0 ? null : 0));
  }

  public static Source source(String provider, String... secrets) {
    return source(provider, Source.SignaturePolicy.REQUIRED, Map.of(), secrets);
  }

  public static Source source(
      String provider,
      Source.SignaturePolicy policy,
      Map<String, String> settings,
      String... secrets) {
    return new Source(
        "test",
        provider,
        List.of(secrets),
        policy,
        null,
        null,
        null,
        List.of(),
        key -> java.util.Optional.ofNullable(settings.get(key)));
  }
}
