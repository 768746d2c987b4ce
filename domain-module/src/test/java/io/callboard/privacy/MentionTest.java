package io.callboard.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MentionTest {

  @Test
  void findsAnIdAsAWordOfItsOwn() {
    assertThat(in("12", "{\"id\":12}")).isTrue();
    assertThat(in("a/b", "{\"id\":\"a/b\"}")).isTrue();
    assertThat(in("12", "{\"id\":123,\"x\":\"a12\"}")).isFalse();
  }

  @Test
  void findsAnIdThatJsonEscapes() {
    assertThat(in("a\"b", "{\"id\":\"a\\\"b\"}")).isTrue();
  }

  @Test
  void looksIntoTokens() {
    String claims =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"id\":\"v1\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(in("v1", "e30." + claims + ".c2ln")).isTrue();
    assertThat(in("v2", "e30." + claims + ".c2ln")).isFalse();
  }

  private static boolean in(String id, String body) {
    return new Mention(id).in(body.getBytes(StandardCharsets.UTF_8));
  }
}
