package io.callboard.intake.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeLimitsTest {
  private static IntakeLimits with(Map<String, String> settings) {
    return new IntakeLimits(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build());
  }

  private static IntakeLimits withBody(String bytes) {
    return with(Map.of("callboard.intake.max-body", bytes));
  }

  @Test
  void takesAMebibyteUnlessToldOtherwise() {
    assertThat(with(Map.of()).maxBody()).isEqualTo(1_048_576);
    assertThat(withBody("").maxBody()).isEqualTo(1_048_576);
  }

  @Test
  void takesAsMuchAsItIsToldUpToSixteenMebibytes() {
    assertThat(withBody("1").maxBody()).isEqualTo(1);
    assertThat(withBody("16777216").maxBody()).isEqualTo(16_777_216);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "16777217", "99999999999", "1 MiB", "many"})
  void refusesWhatIsNoUsableNumberOfBytes(String bytes) {
    assertThatThrownBy(() -> withBody(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("callboard.intake.max-body: expected a number of bytes from 1 to 16777216");
  }

  private static IntakeLimits withSlowSenders(String number) {
    return with(Map.of("callboard.intake.slow-senders", number));
  }

  @Test
  void boundsTheBodiesOfSlowSenders() {
    assertThat(with(Map.of()).slowSenders()).isEqualTo(1_024);
    assertThat(withSlowSenders("1").slowSenders()).isEqualTo(1);
    assertThat(withSlowSenders("10000").slowSenders()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "some"})
  void refusesWhatIsNoUsableNumberOfSenders(String number) {
    assertThatThrownBy(() -> withSlowSenders(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("callboard.intake.slow-senders: expected a number of senders from 1 to 10000");
  }

  @Test
  void letsNoThreadOfTheServerWaitForABodyUnlessItIsTold() {
    assertThat(with(Map.of()).bodyThreads()).isZero();
    assertThat(with(Map.of("callboard.intake.body-threads", "8")).bodyThreads()).isEqualTo(8);
    assertThatThrownBy(() -> with(Map.of("callboard.intake.body-threads", "-1")))
        .hasMessage("callboard.intake.body-threads: expected a number of threads from 0 to 1000");
  }
}
