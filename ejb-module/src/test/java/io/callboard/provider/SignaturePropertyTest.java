package io.callboard.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.intake.reception.SourceCheck;
import io.callboard.provider.Vectors.Vector;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SignaturePropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String SECRET = "current";
  private final SourceCheck check = new SourceCheck(AllProviders.found());

  private Verification verify(String provider, Delivery delivery) {
    return check.verify(delivery, Deliveries.source(provider, SECRET), null);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    int at = Math.floorMod(bit, bytes.length * 8);
    changed[at / 8] ^= (byte) (1 << at % 8);
    return changed;
  }

  @Property(tries = 500)
  void anyBodyThatFilmmakersSignsIsVerified(@ForAll("text") String body) {
    SignedRequest request = SignedRequests.filmmakers(SECRET, body, NOW);

    assertThat(verify("filmmakers", Deliveries.of(request, NOW))).isInstanceOf(Verified.class);
  }

  @Property(tries = 500)
  void anyChangedBitOfAFilmmakersBodyIsAMismatch(@ForAll("body") String body, @ForAll int bit) {
    SignedRequest request = SignedRequests.filmmakers(SECRET, body, NOW);
    Delivery changed =
        Deliveries.of(request.contentType(), request.headers(), flipped(request.body(), bit), NOW);

    assertThat(reason(verify("filmmakers", changed))).isEqualTo(RefusalReason.SIGNATURE_MISMATCH);
  }

  @Property(tries = 500)
  void anyChangedDigitOfAFilmmakersSignatureIsAMismatch(
      @ForAll @IntRange(max = 63) int at, @ForAll @IntRange(min = 1, max = 15) int by) {
    SignedRequest request = SignedRequests.filmmakers(SECRET, "{}", NOW);
    String header = request.headers().getOrDefault("X-Signature", "");
    int digit = header.length() - 64 + at;
    int value = Character.digit(header.charAt(digit), 16);
    String changed =
        header.substring(0, digit)
            + Character.forDigit((value + by) % 16, 16)
            + header.substring(digit + 1);
    Delivery delivery =
        Deliveries.of("application/json", Map.of("X-Signature", changed), request.body(), NOW);

    assertThat(reason(verify("filmmakers", delivery))).isEqualTo(RefusalReason.SIGNATURE_MISMATCH);
  }

  @Property(tries = 500)
  void anyChangedBitOfATokenIsRefused(@ForAll int bit) {
    SignedRequest request = SignedRequests.waymark(SECRET, "E1", "x", NOW, "{}", NOW);
    byte[] changed = flipped(request.body(), bit);

    assertThat(verify("waymark", Deliveries.of("application/jwt", Map.of(), changed, NOW)))
        .isInstanceOf(Refused.class);
  }

  @Property(tries = 300)
  void everyProvenPartOfAMediastreamEventIsBound(
      @ForAll("word") String type,
      @ForAll("word") String id,
      @ForAll @IntRange(min = 1) int later) {
    String data = "{\"_id\":\"" + id + "\"}";
    String signature = SignedRequests.mediastreamSignature(SECRET, type, id, NOW);

    assertThat(verifyMediastream(signature, type, data, NOW)).isInstanceOf(Verified.class);
    assertThat(reason(verifyMediastream(signature, type + "x", data, NOW)))
        .isEqualTo(RefusalReason.SIGNATURE_MISMATCH);
    assertThat(reason(verifyMediastream(signature, type, "{\"_id\":\"x" + id + "\"}", NOW)))
        .isEqualTo(RefusalReason.SIGNATURE_MISMATCH);
    assertThat(reason(verifyMediastream(signature, type, data, NOW.plusMillis(later))))
        .isEqualTo(RefusalReason.SIGNATURE_MISMATCH);
  }

  private Verification verifyMediastream(String signature, String type, String data, Instant date) {
    SignedRequest request = SignedRequests.mediastreamUnder(signature, type, data, date);
    return verify("mediastream", Deliveries.of(request, NOW));
  }

  @Property(tries = 2_000)
  void anyHeaderIsVerifiedOrRefused(@ForAll String header, @ForAll @Size(max = 50) byte[] body) {
    Delivery delivery = Deliveries.of("application/json", Map.of("X-Signature", header), body, NOW);

    assertThat(verify("filmmakers", delivery)).isInstanceOf(Refused.class);
  }

  @Property(tries = 2_000)
  void anyBytesAreVerifiedOrRefused(
      @ForAll("providers") String provider,
      @ForAll("contentTypes") String contentType,
      @ForAll byte[] body) {
    assertThat(verify(provider, Deliveries.of(contentType, Map.of(), body, NOW)))
        .isInstanceOf(Refused.class);
  }

  @Property(tries = 2_000)
  void anyChangedByteOfAVectorIsVerifiedOrRefused(
      @ForAll("vectors") Vector vector, @ForAll int at, @ForAll byte to) {
    byte[] body = vector.delivery().body().clone();
    if (body.length == 0) {
      return;
    }
    body[Math.floorMod(at, body.length)] = to;
    Delivery changed =
        new Delivery(
            vector.delivery().id(),
            "test",
            vector.delivery().contentType(),
            vector.delivery().headers(),
            body,
            vector.delivery().receivedAt(),
            "::1");
    Source source = Deliveries.source(vector.provider(), vector.secrets().toArray(String[]::new));

    assertThat(check.verify(changed, source, null)).isNotNull();
    translates(changed, source);
  }

  private static void translates(Delivery delivery, Source source) {
    try {
      assertThat(
              AllProviders.found()
                  .of(source)
                  .translate(Deliveries.proven(delivery, "body"), source))
          .isNotNull();
    } catch (UnusableEvent e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }

  private static RefusalReason reason(Verification verification) {
    return ((Refused) verification).reason();
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(100);
  }

  @Provide
  Arbitrary<String> body() {
    return text().filter(text -> !text.isEmpty());
  }

  @Provide
  Arbitrary<String> word() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars('.', '_')
        .ofMinLength(1)
        .ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> providers() {
    return Arbitraries.of("filmmakers", "mediastream", "waymark");
  }

  @Provide
  Arbitrary<String> contentTypes() {
    return Arbitraries.of("application/json", "application/jwt", "text/plain", "");
  }

  @Provide
  Arbitrary<Vector> vectors() {
    return Arbitraries.of(Vectors.all().toList());
  }
}
