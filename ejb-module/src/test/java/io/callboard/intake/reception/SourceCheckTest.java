package io.callboard.intake.reception;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.network.Network;
import io.callboard.provider.AllProviders;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Delivery;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceCheckTest {
  private static final String TOKEN = "0123456789abcdef";

  private static Source source(String provider, @Nullable String pathToken, List<String> networks) {
    return new Source(
        "test",
        provider,
        List.of(),
        SignaturePolicy.NONE,
        null,
        null,
        pathToken,
        networks.stream().map(network -> Network.parse(network).orElseThrow()).toList(),
        key -> Optional.empty());
  }

  private static Verification verify(String contentType, Source source, @Nullable String token) {
    Delivery delivery = Deliveries.of(contentType, Map.of(), new byte[] {'{', '}'}, Instant.EPOCH);
    return new SourceCheck(AllProviders.found()).verify(delivery, source, token);
  }

  private static void isUnknown(Verification verification) {
    assertThat(((Refused) verification).reason()).isEqualTo(RefusalReason.SOURCE_UNKNOWN);
  }

  @Test
  void asksForThePathToken() {
    Source source = source("mediastream", TOKEN, List.of());

    assertThat(verify("application/json", source, TOKEN)).isInstanceOf(Verified.class);
    isUnknown(verify("application/json", source, null));
    isUnknown(verify("application/json", source, ""));
    isUnknown(verify("application/json", source, "0123456789abcdeF"));
    isUnknown(verify("application/json", source, TOKEN + "0"));
  }

  @Test
  void knowsNoPathWithATokenWhereNoneIsAskedFor() {
    isUnknown(verify("application/json", source("mediastream", null, List.of()), TOKEN));
  }

  @Test
  void asksForTheNetwork() {
    Source inside = source("mediastream", null, List.of("198.51.100.0/24", "192.0.2.0/24"));
    Source outside = source("mediastream", null, List.of("198.51.100.0/24", "2001:db8::/32"));

    assertThat(verify("application/json", inside, null)).isInstanceOf(Verified.class);
    isUnknown(verify("application/json", outside, null));
  }

  @Test
  void asksForTokenAndNetworkWhereBothAreConfigured() {
    isUnknown(verify("application/json", source("mediastream", TOKEN, List.of("::/0")), TOKEN));
  }

  @Test
  void refusesAContentTypeThatCannotBeReadWithoutLookingAtSignatures() {
    Source source = source("waymark", null, List.of());

    assertThat(((Refused) verify("text/plain", source, null)).reason())
        .isEqualTo(RefusalReason.CONTENT_TYPE);
    assertThat(verify("application/json", source, null)).isEqualTo(new Verified(List.of(), null));
  }
}
