package io.callboard.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampedHmacTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String GOOD =
      SignedRequests.filmmakers("key", "{}", NOW).headers().getOrDefault("X-Signature", "");
  private static final String BAD_V1 = "v1=" + "0".repeat(64) + ",";
  private final TimestampedHmac scheme =
      new TimestampedHmac(new Freshness(Duration.ofMinutes(5), Duration.ofMinutes(5)));

  private Verification verify(String... headers) {
    return scheme.verify(List.of(headers), "{}".getBytes(UTF_8), List.of("other", "key"), NOW);
  }

  private void isMalformed(String... headers) {
    assertThat(((Refused) verify(headers)).reason()).isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @Test
  void triesEverySecret() {
    assertThat(verify(GOOD)).isEqualTo(new Verified(List.of("timestamp", "body"), 1));
  }

  @Test
  void refusesTheHeaderTwice() {
    isMalformed(GOOD, GOOD);
    isMalformed(GOOD + "," + GOOD);
  }

  @Test
  void looksAtSixteenCandidatesAndRefusesMore() {
    assertThat(verify(BAD_V1.repeat(15) + GOOD)).isInstanceOf(Verified.class);
    isMalformed(BAD_V1.repeat(16) + GOOD);
  }

  @Test
  void refusesALongHeader() {
    String padding = " ".repeat(TimestampedHmac.MAX_HEADER - GOOD.length());

    assertThat(verify(padding + GOOD)).isInstanceOf(Verified.class);
    isMalformed(padding + " " + GOOD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t=٣,",
        "t=９,",
        "t=0x1,",
        "t= 1,",
        "t=,",
        "t=1 ,t=1,",
        "t=9999999999999999999,",
        "T=1,",
        ""
      })
  void refusesOtherTimes(String time) {
    isMalformed(time + "v1=" + "0".repeat(64));
  }
}
