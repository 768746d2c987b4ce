package io.callboard.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.eventlog.EventState;
import io.callboard.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  @Test
  void haveDefaults() {
    Parameters none = new Parameters(Map.of());

    assertThat(none.limit()).isEqualTo(50);
    assertThat(none.after()).isNull();
    assertThat(none.text("q")).isNull();
    assertThat(none.time("from")).isNull();
    assertThat(none.flag("include_deleted")).isFalse();
    assertThat(none.constant("state", EventState.class)).isNull();
  }

  @Test
  void areReadAsWhatTheyMustBe() {
    assertThat(given("limit", "500").limit()).isEqualTo(500);
    assertThat(given("from", "2026-11-21T13:00:00+01:00").time("from"))
        .isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
    assertThat(given("include_deleted", "true").flag("include_deleted")).isTrue();
    assertThat(given("state", "held").constant("state", EventState.class))
        .isEqualTo(EventState.HELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "501", "-1", "ten", "1.5", "", "99999999999"})
  void refuseALimitOutOfBounds(String limit) {
    refuses("limit", limit, Parameters::limit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-11-21", "2026-11-21T12:00:00", "+99999-01-01T00:00:00Z", "1"})
  void refuseATimeThatIsNone(String time) {
    refuses("from", time, parameters -> parameters.time("from"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-21T12:00:00Z", "2026-11-21T13:00:00+01:00", "2020-01-01T00:00:00Z"})
  void refuseAnEndThatIsNotAfterItsBeginning(String to) {
    Parameters both =
        new Parameters(Map.of("from", List.of("2026-11-21T12:00:00Z"), "to", List.of(to)));

    refusal("to", () -> both.timeAfter("from", "to"));
    assertThat(given("to", to).timeAfter("from", "to")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "TRUE"})
  void refuseAFlagThatIsNeitherTrueNorFalse(String flag) {
    refuses("include_deleted", flag, parameters -> parameters.flag("include_deleted"));
  }

  @Test
  void namesAreSomeOfThoseThatAreKnown() {
    assertThat(given("fields", "b,a").names("fields", "a", "b", "c"))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(new Parameters(Map.of()).names("fields", "a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "a,", "A", "a b", ","})
  void refuseANameThatIsNotKnown(String names) {
    refuses("fields", names, parameters -> parameters.names("fields", "a"));
  }

  @Test
  void refuseTextThatNoDatabaseTakesOrThatIsTooLong() {
    refuses("q", "a\0b", parameters -> parameters.text("q"));
    refuses("q", "x".repeat(1_001), parameters -> parameters.text("q"));
  }

  @Test
  void refuseAStateThatIsNone() {
    refuses("state", "LOST", parameters -> parameters.constant("state", EventState.class));
  }

  @Test
  void refuseACursorThatWasMadeUp() {
    refuses("after", "!!!", Parameters::after);
    refuses("after", "_w", Parameters::after);
    refuses("after", "YQ", parameters -> Cursor.position(parameters.after()));
    refuses("after", "YQ", parameters -> Cursor.id(parameters.after()));
  }

  @Test
  void refuseNamesThatAreUnknownAndThoseGivenTwice() {
    KnownParameters.Check check = new KnownParameters.Check(Set.of("limit"));

    check.check(Map.of("limit", List.of("1")));
    refusal("colour", () -> check.check(Map.of("colour", List.of("red"))));
    refusal("limit", () -> check.check(Map.of("limit", List.of("1", "2"))));
  }

  private static Parameters given(String name, String value) {
    return new Parameters(Map.of(name, List.of(value)));
  }

  private static void refuses(String name, String value, Consumer<Parameters> read) {
    refusal(name, () -> read.accept(given(name, value)));
  }

  private static void refusal(String name, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().members()).containsEntry("parameter", name);
            });
  }
}
