package io.callboard.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.RecordState;
import io.callboard.catalog.RecordView.DocumentView;
import io.callboard.json.JsonMembers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static final UUID ID = UUID.fromString("019aa000-0000-7000-8000-000000000001");

  record Everything(
      @Nullable String nothing,
      String text,
      int number,
      double fraction,
      boolean bool,
      Instant time,
      UUID id,
      RecordState constant,
      List<String> list,
      JsonMembers document,
      @Flat Inner flat,
      Inner nested) {}

  record Inner(int a) {}

  @Test
  void writesEachValueInItsForm() throws IOException {
    Everything everything =
        new Everything(
            null,
            "ü\"\n",
            1,
            1.5,
            true,
            Instant.parse("2026-11-21T12:00:00Z"),
            ID,
            RecordState.CURRENT,
            List.of("x"),
            JsonMembers.of(Map.of("n", "1.00")),
            new Inner(2),
            new Inner(3));

    assertThat(json(everything))
        .isEqualTo(
            "{\"nothing\":null,\"text\":\"ü\\\"\\n\",\"number\":1,\"fraction\":1.5,\"bool\":true,"
                + "\"time\":\"2026-11-21T12:00:00Z\",\"id\":\""
                + ID
                + "\",\"constant\":\"CURRENT\",\"list\":[\"x\"],\"document\":{\"n\":1.00},\"a\":2,"
                + "\"nested\":{\"a\":3}}");
  }

  @Test
  void writesAProvidersDocumentAsTheJsonThatItIs() throws IOException {
    DocumentView view =
        new DocumentView(
            "mediastream",
            "show",
            "s1",
            RecordState.CURRENT,
            1,
            Instant.EPOCH,
            ID,
            null,
            "{\"big\":12345678901234567890.10}");

    assertThat(json(view)).endsWith("\"attributes\":{\"big\":12345678901234567890.10}}");
  }

  @Test
  void aRecordWithoutItsDocumentHasNoMemberForIt() throws IOException {
    DocumentView view =
        new DocumentView(
            "mediastream", "show", "s1", RecordState.CURRENT, 1, Instant.EPOCH, ID, null, null);

    assertThat(json(view)).endsWith("\"deletedAt\":null}");
  }

  record Broken(List<Object> list) {}

  @Test
  void whatAnErrorEndsDoesNotLookWhole() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(() -> JsonWriter.write(new Broken(List.of("x", new Object())), out))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotEndWith("}");
  }

  private static String json(Record answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter.write(answer, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
