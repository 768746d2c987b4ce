package io.callboard.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.RecordView.Position;
import io.callboard.job.JobPosition;
import io.callboard.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void leadsBackToTheJobItWasMadeOf() {
    JobPosition position =
        new JobPosition(Instant.parse("2026-11-21T12:00:00.123456Z"), UUID.randomUUID());

    assertThat(Cursor.jobPosition(Cursor.parse(Cursor.of(position).text()))).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "yesterday", ""})
  void refusesAMadeUpOneWhoseTimeNoRecordHas(String time) {
    Cursor madeUp = Cursor.parse(new Cursor(List.of(time, "waymark", "video", "V1")).text());

    assertThatThrownBy(() -> Cursor.position(madeUp))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().members()).containsEntry("parameter", "after");
            });
  }

  @Test
  void needsNoEscapingInAnAddress() {
    assertThat(Cursor.of("ÿþý??>>").text()).matches("[A-Za-z0-9_-]+");
  }
}
