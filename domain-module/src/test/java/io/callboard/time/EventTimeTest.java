package io.callboard.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.json.JsonMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2021-12-23T11:26:21Z             | 2021-12-23T11:26:21Z
          2021-12-23T11:26:21z             | 2021-12-23T11:26:21Z
          2021-12-23t11:26:21Z             | 2021-12-23T11:26:21Z
          2021-12-23T11:26:21+01:00        | 2021-12-23T10:26:21Z
          2021-12-23T11:26:21+0100         | 2021-12-23T10:26:21Z
          2021-12-23T11:26:21+01           | 2021-12-23T10:26:21Z
          2021-12-23T11:26:21+0000         | 2021-12-23T11:26:21Z
          2021-12-23T11:26:21-03:30        | 2021-12-23T14:56:21Z
          2021-12-23 11:26:21 +0100        | 2021-12-23T10:26:21Z
          2021-12-23T11:26:21              | 2021-12-23T11:26:21Z
          2021-12-23 11:26:21              | 2021-12-23T11:26:21Z
          2021-12-23 11:26                 | 2021-12-23T11:26:00Z
          2021-12-23 11:26:21 UTC          | 2021-12-23T11:26:21Z
          2021-12-23 11:26:21 GMT          | 2021-12-23T11:26:21Z
          2021-02-22 17:40:23.202136       | 2021-02-22T17:40:23.202136Z
          2021-12-23T11:26:21,5Z           | 2021-12-23T11:26:21.500Z
          2021-12-23T11:26:21.1234567890Z  | 2021-12-23T11:26:21.123456Z
          2021-12-23T11:26:21.123456789012345678901234567890123456789012345678901234567890Z | 2021-12-23T11:26:21.123456Z
          Thu, 23 Dec 2021 10:26:21 GMT    | 2021-12-23T10:26:21Z
          Thu, 23 Dec 2021 11:26:21 +0100  | 2021-12-23T10:26:21Z
          1700000000                       | 2023-11-14T22:13:20Z
          1700000000123                    | 2023-11-14T22:13:20.123Z
          1700000000.123                   | 2023-11-14T22:13:20.123Z
          1700000000.0                     | 2023-11-14T22:13:20Z
          1700000000123.456                | 2023-11-14T22:13:20.123456Z
          1.700000000123E12                | 2023-11-14T22:13:20.123Z
          1.7e9                            | 2023-11-14T22:13:20Z
          -1.5                             | 1969-12-31T23:59:58.500Z
          0                                | 1970-01-01T00:00:00Z
          """)
  void readsATimeAsTextAndWhereItIsANumberAsANumber(String text, Instant time) {
    assertThat(EventTime.parse(text)).contains(time);
    assertThat(EventTime.of(JsonMembers.of(Map.of("at", JsonMembers.quote(text))), "at"))
        .contains(time);
    if (text.matches("-?[0-9.]+([eE][0-9]+)?")) {
      assertThat(EventTime.of(JsonMembers.of(Map.of("at", text)), "at")).contains(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "2021-12-23",
        "2021-13-23T11:26:21Z",
        "2021-02-30T11:26:21Z",
        "2021-12-23T25:26:21Z",
        "2021-12-23T11:26:21+99:00",
        "2021-12-23T11:26:21 CET",
        "12021-12-23T11:26:21Z",
        "0000-12-23T11:26:21Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "9223372036854775807",
        "99999999999999999",
        "1e99",
        "1700000000.",
        "Fri, 23 Dec 2021 10:26:21 GMT",
        "٢٠٢١-12-23T11:26:21Z"
      })
  void readsNoOtherText(String text) {
    assertThat(EventTime.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "{}", "[1700000000]"})
  void readsNoOtherValue(String value) {
    assertThat(EventTime.of(JsonMembers.of(Map.of("at", value)), "at")).isEmpty();
    assertThat(EventTime.of(JsonMembers.NONE, "at")).isEmpty();
  }

  @Test
  void arrivalCountsForATimeThatLiesTooFarAhead() {
    Duration ahead = Duration.ofMinutes(5);

    assertThat(EventTime.bounded(NOON.plus(ahead), NOON, ahead)).isEqualTo(NOON.plus(ahead));
    assertThat(EventTime.bounded(NOON.plus(ahead).plusNanos(1), NOON, ahead)).isEqualTo(NOON);
    assertThat(EventTime.bounded(NOON.minusSeconds(1), NOON, ahead))
        .isEqualTo(NOON.minusSeconds(1));
  }
}
