package io.callboard.provider;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.callboard.catalog.CatalogChange;
import io.callboard.intake.reception.SourceCheck;
import io.callboard.intake.source.Providers;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Any input from a sender is accepted or refused, and accepted input is translated or unusable.
 * Nothing else is ever thrown. With {@code JAZZER_FUZZ=1} the build lets code coverage guide the
 * bytes.
 */
class OutsideBytesFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String SECRET = "current";
  private static final Providers PROVIDERS = AllProviders.found();
  private static final SourceCheck CHECK = new SourceCheck(PROVIDERS);
  private static final Map<String, String> POINTERS =
      Map.of(
          "pointer.id", "/id",
          "pointer.type", "/type",
          "pointer.subject", "/data/0/id",
          "pointer.time", "/time",
          "hmac.header", "x-signature",
          "hmac.encoding", "base64");
  private static final List<String> PROVIDER_NAMES =
      List.of("filmmakers", "mediastream", "waymark", "signed");
  private static final List<String> SCHEMES =
      List.of("standard-webhooks", "timestamped-hmac", "hmac", "jwt");
  private static final List<String> HEADERS =
      List.of(
          "x-signature",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature",
          "svix-id",
          "svix-timestamp",
          "svix-signature");

  /**
   * The first three bytes choose provider, scheme, content type and policy. The rest of the first
   * line is the value of every header; the following lines are the body.
   */
  @FuzzTest(maxDuration = "20s")
  void nothingFromOutsideThrows(byte[] data) {
    if (data.length < 3) {
      return;
    }
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int line = Math.max(3, text.indexOf('\n', 3));
    String header = text.substring(3, line);
    byte[] body = Arrays.copyOfRange(data, Math.min(line + 1, data.length), data.length);
    Source source = source(PROVIDER_NAMES.get(data[0] & 3), SCHEMES.get(data[1] & 3), data[2]);
    String contentType =
        List.of("application/json", "application/jwt", header, "").get(data[1] >> 2 & 3);
    Map<String, List<String>> headers =
        HEADERS.stream().collect(Collectors.toMap(name -> name, name -> List.of(header)));
    check(delivery(contentType, headers, body), source);
    check(Deliveries.of(signed(source, body), NOW), source);
  }

  private static Source source(String provider, String scheme, byte policy) {
    Map<String, String> settings = new HashMap<>(POINTERS);
    settings.put("scheme", scheme);
    var policies = SignaturePolicy.values();
    return Deliveries.source(
        provider,
        policies[Math.floorMod(policy, policies.length)],
        settings,
        SECRET,
        "whsec_c2VjcmV0");
  }

  private static Delivery delivery(
      String contentType, Map<String, List<String>> headers, byte[] body) {
    return new Delivery(
        new UUID(0x7000L, 0x8000_0000_0000_0000L), "test", contentType, headers, body, NOW, "::1");
  }

  /** Returns the bytes with a good signature, so that the code behind the MAC is reached too. */
  private static SignedRequest signed(Source source, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return source.provider().equals("waymark") || text.startsWith("{\"iss")
        ? SignedRequests.token(SECRET, "{\"alg\":\"HS256\"}", text)
        : SignedRequests.filmmakers(SECRET, text, NOW);
  }

  private static void check(Delivery delivery, Source source) {
    Verification verification = CHECK.verify(delivery, source, null);
    if (verification instanceof Verification.Refused refused) {
      require(refused.detail().length() <= 500, "a refusal's detail fits the rejection log");
    }
    Verified proof =
        verification instanceof Verified verified ? verified : new Verified(List.of("body"), 0);
    try {
      limits(PROVIDERS.of(source).translate(new ProvenDelivery(delivery, proof), source));
    } catch (UnusableEvent e) {
      require(!String.valueOf(e.getMessage()).isBlank(), "an unusable event says why");
    }
  }

  private static void limits(Translation translation) {
    require(isColumn(translation.type(), 255), "the type fits");
    require(isColumn(translation.kind(), 100), "the kind fits");
    String subject = translation.subject();
    require(subject == null || isColumn(subject, 255), "the subject fits");
    switch (translation.key()) {
      case Translation.Repetition.SameKey same ->
          require(isColumn(same.key(), 1000), "the key fits");
      case Translation.Repetition.SameAsLast last ->
          require(
              last.subject().equals(translation.kind() + "\n" + subject),
              "the last of its kind and subject");
    }
    if (translation.change() instanceof CatalogChange.DocumentChanged document) {
      require(document.kind().equals(translation.kind()), "the kind is the document's");
    }
  }

  private static boolean isColumn(String text, int max) {
    return !text.isEmpty()
        && text.length() <= max
        && text.indexOf('\0') < 0
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
