package io.callboard.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.reception.SourceCheck;
import io.callboard.intake.source.Providers;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of every provider. A provider's test extends this class and says how its sender
 * signs.
 */
public abstract class ProviderContract {
  protected static final Instant NOW = Instant.parse("2026-11-21T12:00:00.250Z");

  protected abstract Provider provider();

  /** Returns an event signed at a time; it is the same event for every time. */
  protected abstract SignedRequest signed(String secret, Instant at);

  /** Returns the settings in addition to the secrets. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /** Returns a secret in the provider's form. */
  protected String secret(String text) {
    return text;
  }

  /** Returns whether the scheme signs a time. */
  protected boolean signsATime() {
    return true;
  }

  protected Source source(SignaturePolicy policy, String... secrets) {
    return Deliveries.source(provider().name(), policy, settings(), secrets);
  }

  protected Source source() {
    return source(SignaturePolicy.REQUIRED, secret("current"));
  }

  private SourceCheck check() {
    return new SourceCheck(new Providers(List.of(provider())));
  }

  private Delivery signedNow() {
    return Deliveries.of(signed(secret("current"), NOW), NOW);
  }

  private static Delivery unsigned(Delivery delivery) {
    String body = new String(delivery.body(), StandardCharsets.UTF_8);
    String bare = body.replaceAll(",?\"signature\":\"[^\"]*\"", "");
    boolean isToken = "application/jwt".equals(delivery.contentType());
    return Deliveries.of(
        isToken ? "application/jwt" : "application/json",
        Map.of(),
        isToken ? new byte[0] : bare.getBytes(StandardCharsets.UTF_8),
        delivery.receivedAt());
  }

  @Test
  void verifiesASignedEvent() {
    assertThat(check().verify(signedNow(), source(), null))
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> {
              assertThat(verified.secretIndex()).isZero();
              assertThat(verified.proven()).isNotEmpty();
            });
  }

  @Test
  void recordsWhichSecretVerified() {
    Source source =
        source(SignaturePolicy.REQUIRED, secret("new"), secret("older"), secret("current"));

    assertThat(check().verify(signedNow(), source, null))
        .isInstanceOfSatisfying(
            Verified.class, verified -> assertThat(verified.secretIndex()).isEqualTo(2));
  }

  @Test
  void refusesAnotherSecret() {
    refuses(
        signedNow(),
        source(SignaturePolicy.REQUIRED, secret("other")),
        RefusalReason.SIGNATURE_MISMATCH);
  }

  @Test
  void refusesAMissingSignature() {
    refuses(unsigned(signedNow()), source(), RefusalReason.SIGNATURE_MISSING);
  }

  @Test
  void takesAnUnsignedEventWhereSignaturesAreOptional() {
    Source source = source(SignaturePolicy.OPTIONAL, secret("current"));

    assertThat(check().verify(unsigned(signedNow()), source, null))
        .isEqualTo(new Verified(List.of(), null));
    assertThat(check().verify(signedNow(), source, null))
        .isInstanceOfSatisfying(
            Verified.class, verified -> assertThat(verified.proven()).isNotEmpty());
  }

  @Test
  void refusesABadSignatureWhereSignaturesAreOptional() {
    refuses(
        signedNow(),
        source(SignaturePolicy.OPTIONAL, secret("other")),
        RefusalReason.SIGNATURE_MISMATCH);
  }

  @Test
  void verifiesNothingWhereSourcesDoNotSign() {
    assertThat(check().verify(signedNow(), source(SignaturePolicy.NONE), null))
        .isEqualTo(new Verified(List.of(), null));
  }

  @Test
  void refusesAGoodSignatureOutOfTimeAsAuthentic() {
    if (!signsATime()) {
      return;
    }
    for (Duration late : List.of(Duration.ofDays(5), Duration.ofDays(-1))) {
      Delivery delivery = Deliveries.of(signed(secret("current"), NOW), NOW.plus(late));
      refuses(delivery, source(), RefusalReason.SIGNATURE_STALE);
      assertThat(((Refused) provider().verify(delivery, source())).outOfTime())
          .isNotNull()
          .satisfies(
              outOfTime ->
                  assertThat(outOfTime.proof()).isEqualTo(provider().verify(signedNow(), source())))
          .satisfies(
              outOfTime ->
                  assertThat(outOfTime.signed() == null)
                      .isEqualTo(outOfTime.proof().proven().contains("body")));
    }
  }

  @Test
  void readsNoHeaderOfARefusedDeliveryThatIsNotKept() {
    Delivery whole = signedNow();
    Map<String, String> kept = new HashMap<>();
    provider()
        .headers(source())
        .forEach(name -> whole.header(name).forEach(value -> kept.put(name, value)));
    Delivery delivery = Deliveries.of(whole.contentType(), kept, whole.body(), NOW);

    assertThat(provider().verify(delivery, source())).isEqualTo(provider().verify(whole, source()));
  }

  private void refuses(Delivery delivery, Source source, RefusalReason reason) {
    assertThat(check().verify(delivery, source, null))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.detail()).hasSizeBetween(1, 500).doesNotContain("current");
            });
  }

  @Test
  void translatesWithoutSecrets() throws UnusableEvent {
    Translation translation =
        provider()
            .translate(
                Deliveries.proven(signedNow(), "body"),
                source(SignaturePolicy.REQUIRED, secret("gone")));

    assertThat(translation)
        .isEqualTo(provider().translate(Deliveries.proven(signedNow(), "body"), source()));
    assertThat(translation.type()).isNotEmpty();
    assertThat(translation.subject()).isNotEmpty();
    assertThat(translation.kind()).isNotEmpty();
  }

  @Test
  void judgesByWhatWasProvenAndNotByThePolicyOfToday() throws UnusableEvent {
    for (SignaturePolicy policy : SignaturePolicy.values()) {
      for (String part : List.of("body", "id")) {
        ProvenDelivery event = Deliveries.proven(signedNow(), part);
        assertThat(provider().translate(event, source(policy, secret("current"))))
            .isEqualTo(provider().translate(event, source()));
      }
    }
  }

  @Test
  void knowsTheSameEventWhenItIsSignedAgain() throws UnusableEvent {
    Delivery again =
        Deliveries.of(signed(secret("current"), NOW.plusSeconds(7)), NOW.plusSeconds(9));

    assertThat(provider().translate(Deliveries.proven(again, "body"), source()).key())
        .isEqualTo(provider().translate(Deliveries.proven(signedNow(), "body"), source()).key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{}", "a.b.c", "..", "{\"type\":1,\"data\":[]}"})
  void saysThatAnUnreadableBodyCannotBeUsed(String body) {
    Delivery delivery =
        Deliveries.of(
            signedNow().contentType(), Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);

    assertThat(check().verify(delivery, source(), null)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> provider().translate(Deliveries.proven(delivery), source()))
        .isInstanceOf(UnusableEvent.class)
        .hasMessageContaining("expected");
  }

  @Test
  void isFoundUnderItsName() {
    assertThat(AllProviders.found().named(provider().name()).orElseThrow())
        .hasSameClassAs(provider());
  }
}
