package io.callboard.catalog;

import static io.callboard.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedColumnsTest {
  @Test
  void aTextThatDoesNotFitEndsInAnEllipsis() {
    assertThat(TypedColumns.text(json("{'t':'abcde'}"), "t", 5)).isEqualTo("abcde");
    assertThat(TypedColumns.text(json("{'t':'abcdef'}"), "t", 5)).isEqualTo("abcd…");
    assertThat(TypedColumns.text(json("{'t':'abc😀ef'}"), "t", 5)).isEqualTo("abc…");
    assertThat(TypedColumns.text(json("{'t':'abcde\\u0000'}"), "t", 5)).isEqualTo("abcde");
  }

  @Test
  void anIdIsWholeOrAbsent() {
    assertThat(TypedColumns.id(json("{'t':'abcde'}"), "t", 5)).isEqualTo("abcde");
    assertThat(TypedColumns.id(json("{'t':'abcdef'}"), "t", 5)).isNull();
    assertThat(TypedColumns.id(json("{'t':'a\\u0000'}"), "t", 5)).isNull();
    assertThat(TypedColumns.id(json("{'t':4711}"), "t", 5)).isEqualTo("4711");
    assertThat(TypedColumns.id(json("{'t':true}"), "t", 5)).isNull();
    assertThat(TypedColumns.word(json("{'t':'abcde'}"), "t", 5)).isEqualTo("abcde");
    assertThat(TypedColumns.word(json("{'t':'abcdef'}"), "t", 5)).isNull();
    assertThat(TypedColumns.word(json("{'t':4711}"), "t", 5)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2026-01-02T03:04:05Z'",
        "'2026-01-02 03:04:05'",
        "'2026-01-02T05:04:05+0200'",
        "1767323045",
        "1767323045000",
        "'1767323045000'"
      })
  void aTimeIsReadAsVersionsReadIt(String time) {
    assertThat(TypedColumns.instant(json("{'t':" + time + "}"), "t"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }
}
