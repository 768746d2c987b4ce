package io.callboard.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example that the scheme's public libraries use in their tests. */
class StandardWebhooksTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final String GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String BAD = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  private static Verification verify(List<String> id, List<String> time, List<String> signature) {
    var scheme = new StandardWebhooks(new Freshness(Duration.ofMinutes(5), Duration.ofMinutes(5)));
    return scheme.verify(
        new StandardWebhooks.Headers(id, time, signature),
        BODY,
        List.of("whsec_", "not a secret", SECRET),
        Instant.ofEpochSecond(1614265330));
  }

  private static Verification verify(String signature) {
    return verify(List.of(ID), List.of(TIME), List.of(signature));
  }

  private static void isRefused(Verification verification, RefusalReason reason) {
    assertThat(((Refused) verification).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {GOOD, BAD + " " + GOOD, "v1a,xyz " + GOOD, GOOD + " " + BAD, "v1,? " + GOOD})
  void takesAnyGoodSignatureOfSeveral(String signature) {
    assertThat(verify(signature)).isEqualTo(new Verified(List.of("id", "timestamp", "body"), 2));
  }

  @Test
  void refusesABadSignature() {
    isRefused(verify(BAD), RefusalReason.SIGNATURE_MISMATCH);
    isRefused(
        verify(List.of(ID + "x"), List.of(TIME), List.of(GOOD)), RefusalReason.SIGNATURE_MISMATCH);
    isRefused(
        verify(List.of(ID), List.of("1614265331"), List.of(GOOD)),
        RefusalReason.SIGNATURE_MISMATCH);
  }

  @Test
  void refusesHeadersThatAreMissingOrDoubled() {
    isRefused(verify(List.of(ID), List.of(TIME), List.of()), RefusalReason.SIGNATURE_MISSING);
    isRefused(verify(List.of(), List.of(TIME), List.of(GOOD)), RefusalReason.SIGNATURE_MALFORMED);
    isRefused(verify(List.of(ID), List.of(), List.of(GOOD)), RefusalReason.SIGNATURE_MALFORMED);
    isRefused(
        verify(List.of(ID, ID), List.of(TIME), List.of(GOOD)), RefusalReason.SIGNATURE_MALFORMED);
    isRefused(
        verify(List.of(ID + ".1"), List.of(TIME), List.of(GOOD)),
        RefusalReason.SIGNATURE_MALFORMED);
    isRefused(
        verify(List.of(ID), List.of(TIME), List.of(GOOD, GOOD)), RefusalReason.SIGNATURE_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v1", "v1,", "v1,AAAA", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="})
  void refusesWhatIsNoSignature(String signature) {
    isRefused(verify(signature), RefusalReason.SIGNATURE_MALFORMED);
  }

  @Test
  void looksAtSixteenCandidates() {
    assertThat(verify((BAD + " ").repeat(15) + GOOD)).isInstanceOf(Verified.class);
    isRefused(verify((BAD + " ").repeat(16) + GOOD), RefusalReason.SIGNATURE_MISMATCH);
  }

  @Test
  void knowsWhatASecretLooksLike() {
    assertThat(StandardWebhooks.isSecret(SECRET)).isTrue();
    assertThat(StandardWebhooks.isSecret("whsec_")).isFalse();
    assertThat(StandardWebhooks.isSecret("whsec_%%%")).isFalse();
    assertThat(StandardWebhooks.isSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isFalse();
  }

  private static Verification verify(Map<String, String> headers) {
    var found =
        StandardWebhooks.Headers.of(
            name -> Optional.ofNullable(headers.get(name)).map(List::of).orElse(List.of()));
    return verify(found.id(), found.timestamp(), found.signature());
  }

  private static Map<String, String> headers(String prefix) {
    return Map.of(prefix + "id", ID, prefix + "timestamp", TIME, prefix + "signature", GOOD);
  }

  private static Map<String, String> both(String changed, String value) {
    Map<String, String> both = new HashMap<>(headers("webhook-"));
    both.putAll(headers("svix-"));
    both.put(changed, value);
    return both;
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-", "svix-"})
  void takesTheNamesOfSvix(String prefix) {
    assertThat(verify(headers(prefix))).isInstanceOf(Verified.class);
    assertThat(verify(both(prefix + "id", ID))).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "webhook-id|other",
        "svix-id|other",
        "svix-timestamp|1614265331",
        "webhook-signature|" + BAD
      })
  void refusesTwoTriplesThatDiffer(String header, String value) {
    isRefused(verify(both(header, value)), RefusalReason.SIGNATURE_MALFORMED);
  }

  @Test
  void mixesNoTriples() {
    isRefused(
        verify(Map.of("svix-id", ID, "webhook-timestamp", TIME, "webhook-signature", GOOD)),
        RefusalReason.SIGNATURE_MALFORMED);
    isRefused(
        verify(Map.of("svix-id", ID, "svix-timestamp", TIME, "webhook-signature", GOOD)),
        RefusalReason.SIGNATURE_MALFORMED);
  }
}
