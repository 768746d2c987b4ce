package io.callboard.intake.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookThreadsTest {
  private static HookThreads with(Map<String, String> settings) {
    return new HookThreads(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build());
  }

  @Test
  void areSharedUnlessTold() {
    assertThat(with(Map.of()).areOwn()).isFalse();
    assertThat(with(Map.of("callboard.intake.own-threads", "false")).areOwn()).isFalse();
    assertThat(with(Map.of("callboard.intake.own-threads", "true")).areOwn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", "256"})
  void saysWhatWasExpected(String text) {
    assertThatThrownBy(() -> with(Map.of("callboard.intake.own-threads", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("callboard.intake.own-threads: expected true or false");
  }
}
