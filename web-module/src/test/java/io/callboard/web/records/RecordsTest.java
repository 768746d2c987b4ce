package io.callboard.web.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.RecordState;
import io.callboard.catalog.RecordView.ProfileView;
import io.callboard.web.problem.ProblemException;
import io.callboard.web.request.Cursor;
import io.callboard.web.request.Page;
import io.callboard.web.request.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void givesARecordThatIsThere() {
    ProfileView profile = profile("p1", RecordState.PENDING, null, null);

    assertThat(Records.current(() -> Optional.of(profile), "p1")).isEqualTo(profile);
  }

  @Test
  void tellsWhenARecordWasDeletedAndWhereItWent() {
    ProfileView profile = profile("p1", RecordState.DELETED, Instant.EPOCH, "p2");

    assertThatThrownBy(() -> Records.current(() -> Optional.of(profile), "p1"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            gone -> {
              assertThat(gone.problem().status()).isEqualTo(410);
              assertThat(gone.problem().members())
                  .containsEntry("deletedAt", "1970-01-01T00:00:00Z")
                  .containsEntry("mergedInto", "p2");
            });
  }

  @Test
  void doesNotEvenLookForAnIdThatNothingCanHave() {
    for (String id : List.of("x".repeat(256), "a\0b")) {
      assertThatThrownBy(
              () ->
                  Records.<ProfileView>current(
                      () -> {
                        throw new AssertionError("looked");
                      },
                      id))
          .isInstanceOfSatisfying(
              ProblemException.class,
              unknown -> assertThat(unknown.problem().status()).isEqualTo(404));
    }
  }

  @Test
  void endsAPageAtTheLimitAndTheListWithoutACursor() {
    List<ProfileView> three =
        IntStream.range(0, 3)
            .mapToObj(i -> profile("p" + i, RecordState.CURRENT, null, null))
            .toList();

    Page<ProfileView> part = Page.of(three, 2, view -> Cursor.of(view.id()));
    Page<ProfileView> rest = Page.of(three, 3, view -> Cursor.of(view.id()));

    assertThat(part.items()).hasSize(2);
    var next = new Parameters(Map.of(Parameters.AFTER, List.of(String.valueOf(part.next()))));
    assertThat(Cursor.name(next.after())).isEqualTo("p1");
    assertThat(rest.items()).hasSize(3);
    assertThat(rest.next()).isNull();
  }

  private static ProfileView profile(
      String id, RecordState state, @Nullable Instant deletedAt, @Nullable String mergedInto) {
    return new ProfileView(
        "filmmakers",
        id,
        state,
        1,
        Instant.EPOCH,
        new UUID(0, 0),
        deletedAt,
        mergedInto,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        "{}");
  }
}
