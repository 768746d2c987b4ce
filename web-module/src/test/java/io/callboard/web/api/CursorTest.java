package io.callboard.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.RecordView.Position;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void leadsBackToThePositionItWasMadeOf() {
    Position position =
        new Position(
            Instant.parse("2026-11-21T12:00:00.123456Z"), "waymark", "video", "a/b ü:🎬\n\"");

    assertThat(Cursor.position(Cursor.parse(Cursor.of(position).text()))).isEqualTo(position);
  }

  @Test
  void leadsBackToTheIdItWasMadeOf() {
    UUID id = UUID.randomUUID();

    assertThat(Cursor.id(Cursor.parse(Cursor.of(id).text()))).isEqualTo(id);
  }

  @Test
  void needsNoEscapingInAnAddress() {
    assertThat(Cursor.of("ÿþý??>>").text()).matches("[A-Za-z0-9_-]+");
  }
}
