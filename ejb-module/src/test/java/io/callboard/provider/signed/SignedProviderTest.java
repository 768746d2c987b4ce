package io.callboard.provider.signed;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.intake.reception.SourceCheck;
import io.callboard.provider.AllProviders;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Delivery;
import io.callboard.provider.Provider;
import io.callboard.provider.ProviderContract;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.provider.UnusableEvent;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignedProviderTest {
  static final String BODY =
      "{\"id\":\"E1\",\"type\":\"order.created\",\"at\":1700000000,\"data\":{\"id\":7,\"n\":[{\"x\":\"y\"}]}}";

  static Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("pointer.id", "/id");
    settings.put("pointer.type", "/type");
    settings.put("pointer.subject", "/data/id");
    settings.put("pointer.time", "/at");
    settings.put("pointer.document", "/data");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  abstract static class SignedContract extends ProviderContract {
    @Override
    protected Provider provider() {
      return new SignedProvider();
    }
  }

  @Nested
  class WithStandardWebhooks extends SignedContract {
    @Override
    protected Map<String, String> settings() {
      return SignedProviderTest.settings("scheme", "standard-webhooks");
    }

    @Override
    protected String secret(String text) {
      return "whsec_" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected SignedRequest signed(String secret, Instant at) {
      return SignedRequests.standardWebhooks(secret, "msg_1", at, BODY);
    }
  }

  @Nested
  class WithTimestampedHmac extends SignedContract {
    @Override
    protected Map<String, String> settings() {
      return SignedProviderTest.settings("scheme", "timestamped-hmac");
    }

    @Override
    protected SignedRequest signed(String secret, Instant at) {
      return SignedRequests.filmmakers(secret, BODY, at);
    }
  }

  @Nested
  class WithHmac extends SignedContract {
    @Override
    protected Map<String, String> settings() {
      return SignedProviderTest.settings(
          "scheme", "hmac", "hmac.header", "X-Hub-Signature-256", "hmac.prefix", "sha256=");
    }

    @Override
    protected boolean signsATime() {
      return false;
    }

    @Override
    protected SignedRequest signed(String secret, Instant at) {
      String recent = BODY.replace("1700000000", Long.toString(NOW.getEpochSecond()));
      return SignedRequests.hmac(secret, "X-Hub-Signature-256", recent);
    }

    @Test
    void provesNoTime() {
      assertThat(provider().provesTime(source())).isFalse();
    }
  }

  @Nested
  class WithJwt extends SignedContract {
    @Override
    protected Map<String, String> settings() {
      return SignedProviderTest.settings("scheme", "jwt", "jwt.claim", "event", "jwt.issuer", "me");
    }

    @Override
    protected SignedRequest signed(String secret, Instant at) {
      String claims =
          "{\"iss\":\"me\",\"iat\":%d,\"exp\":%d,\"event\":%s}"
              .formatted(at.getEpochSecond(), at.getEpochSecond() + 60, BODY);
      return SignedRequests.token(secret, "{\"alg\":\"HS256\"}", claims);
    }

    @Test
    void theContentIsTheEventOfTheClaimAndElseTheBody() throws UnusableEvent {
      Delivery first = Deliveries.of(signed("current", NOW), NOW);
      Delivery retry = Deliveries.of(signed("current", NOW.plusSeconds(7)), NOW);

      for (Delivery delivery : List.of(first, retry)) {
        var translation = provider().translate(Deliveries.proven(delivery, "body"), source());
        assertThat(translation.content()).hasToString(BODY);
      }
    }

    @Test
    void takesAnEventWithoutATokenOnlyWhereSignaturesAreOptional() throws UnusableEvent {
      Delivery plain =
          Deliveries.of("application/json", Map.of(), BODY.getBytes(StandardCharsets.UTF_8), NOW);
      var check = new SourceCheck(AllProviders.found());

      assertThat(check.verify(plain, source(SignaturePolicy.OPTIONAL, "current"), null))
          .isEqualTo(new Verified(List.of(), null));
      assertThat(check.verify(plain, source(), null))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_MISSING));
      assertThat(provider().translate(Deliveries.proven(plain), source()).key())
          .isEqualTo(new SameKey("E1", OtherContent.HOLD));
    }
  }
}
