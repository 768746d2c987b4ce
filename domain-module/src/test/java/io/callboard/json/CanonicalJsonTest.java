package io.callboard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":1,\"b\":[1,2]}|{ \"b\" : [ 1 , 2 ],\t\"a\":1 }",
        "{\"a\":{\"x\":true,\"y\":null}}|{\"a\":{\"y\":null,\"x\":true}}",
        "{\"a\":\"\\u00e9\\/\"}|{\"a\":\"é/\"}",
        "{\"\\u0061\":1}|{\"a\":1}",
        "[{\"a\":1,\"b\":2}]|[{\"b\":2,\"a\":1}]"
      })
  void sameContentHasOneDigest(String one, String other) throws MalformedJson {
    assertThat(digest(one)).isEqualTo(digest(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":1}|{\"a\":2}",
        "{\"a\":1}|{\"a\":\"1\"}",
        "{\"a\":[1,2]}|{\"a\":[2,1]}",
        "{\"a\":[1,[2]]}|{\"a\":[[1],2]}",
        "{\"a\":{\"b\":1},\"c\":2}|{\"a\":{\"b\":1,\"c\":2}}",
        "{\"a\":1}|{\"b\":1}",
        "{\"a\":\"\\ud800\"}|{\"a\":\"?\"}",
        "{\"a\":\"\\\"\"}|{\"a\":\"\\\\\"}",
        "{\"a\":[]}|{\"a\":{}}",
        "{\"a\":\"null\"}|{\"a\":null}"
      })
  void otherContentHasAnother(String one, String other) throws MalformedJson {
    assertThat(digest(one)).isNotEqualTo(digest(other));
  }

  @Test
  void longInnerObjectsAreComparedToo() throws MalformedJson {
    String text = "x".repeat(1_000);
    String one = "{\"a\":{\"t\":\"%s\",\"n\":1},\"b\":0}".formatted(text);
    String same = "{\"b\":0,\"a\":{\"n\":1,\"t\":\"%s\"}}".formatted(text);
    String other = "{\"b\":0,\"a\":{\"n\":2,\"t\":\"%s\"}}".formatted(text);

    assertThat(digest(one)).isEqualTo(digest(same)).isNotEqualTo(digest(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":}", "nothing"})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> digest(text)).isInstanceOf(MalformedJson.class);
  }

  private static String digest(String json) throws MalformedJson {
    return CanonicalJson.digest(json.getBytes(StandardCharsets.UTF_8));
  }
}
