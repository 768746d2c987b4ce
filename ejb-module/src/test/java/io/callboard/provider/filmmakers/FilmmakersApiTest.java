package io.callboard.provider.filmmakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.fetch.FetchResult;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.UnusableAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilmmakersApiTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_600_000_000);

  private final FilmmakersApi api = new FilmmakersApi();

  @Test
  void readsAProfileAndItsTimeOfChange() throws UnusableAnswer {
    var found =
        (FetchResult.Found)
            api.read("7", ok("{\"id\":7,\"updated_at\":\"2021-06-22T16:14:11.519+02:00\"}"));

    assertThat(found.updatedAt()).isEqualTo(Instant.parse("2021-06-22T14:14:11.519Z"));
  }

  @Test
  void readsWhereAMergedProfileWent() throws UnusableAnswer {
    assertThat(api.read("7", gone("{\"id\":7,\"status\":\"merged\",\"new_id\":8}")))
        .isEqualTo(new FetchResult.Merged("8"));
    assertThat(api.read("7", gone("{\"id\":7,\"status\":\"deleted\"}")))
        .isEqualTo(new FetchResult.Deleted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"status\":\"merged\"}",
        "{\"status\":\"merged\",\"new_id\":7}",
        "{\"status\":\"merged\",\"new_id\":\"../x?y\"}",
        "{\"status\":\"other\",\"new_id\":8}"
      })
  void aGoneProfileMustSayWhetherItWasMergedOrDeleted(String body) {
    assertThatThrownBy(() -> api.read("7", gone(body))).isInstanceOf(UnusableAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"id\":8}", "{\"id\":7"})
  void anAnswerMustBeTheProfileThatWasAskedFor(String body) {
    assertThatThrownBy(() -> api.read("7", ok(body))).isInstanceOf(UnusableAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x?y", "7/8", "7?x", " 7", "٧"})
  void anIdThatIsNotOfDigitsMakesNoPath(String id) {
    assertThat(api.path("profile", id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429, 0, 1600000040, 40",
    "200, 0, 1600000040, 40",
    "429, , , 300",
    "429, 0, 1500000000, 300",
    "429, 0, 9999999999, 300"
  })
  void obeysTheResetOfAQuotaThatIsUsedUp(int status, String remaining, String reset, long wait) {
    var answer = new ApiAnswer(status, headers(remaining, reset), new byte[0]);

    assertThat(api.quietUntil(answer, NOW)).contains(NOW.plusSeconds(wait));
  }

  @Test
  void aQuotaThatIsLeftLetsCallsGo() {
    assertThat(api.quietUntil(new ApiAnswer(200, headers("12", "1600000040"), new byte[0]), NOW))
        .isEmpty();
    assertThat(api.quietUntil(new ApiAnswer(200, headers("0", "1500000000"), new byte[0]), NOW))
        .isEmpty();
  }

  private static Map<String, List<String>> headers(String remaining, String reset) {
    return Map.of(
        "ratelimit-remaining", Optional.ofNullable(remaining).stream().toList(),
        "ratelimit-reset", Optional.ofNullable(reset).stream().toList());
  }

  @Test
  void readsTheListAndLeavesOutWhatHasNoUsableId() throws UnusableAnswer {
    var page =
        api.readList(
            ok(
                "[{\"id\":1,\"updated_at\":\"2021-06-22T16:14:11Z\"},{\"id\":\"../x?y\"},7,{\"id\":2}]"));

    assertThat(page.entries()).extracting(entry -> entry.id()).containsExactly("1", "2");
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "[", "[],\"x\":1", "null"})
  void aListMustBeAnArray(String body) {
    assertThatThrownBy(() -> api.readList(ok(body))).isInstanceOf(UnusableAnswer.class);
  }

  @Test
  void listsWhatChangedSinceASecond() {
    assertThat(api.listPath(NOW))
        .hasValueSatisfying(path -> assertThat(path).endsWith("&updated_at%5Bgte%5D=1600000000"));
    assertThat(api.listPath(null))
        .hasValueSatisfying(path -> assertThat(path).doesNotContain("gte"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<https://a.example/?page=2>; rel=\"next\" | https://a.example/?page=2",
        "<https://a.example/?page=1>; rel=\"prev\", <https://a.example/?page=3>; rel=next |"
            + " https://a.example/?page=3",
        "<?page=2>;rel=\"last next\";title=x | ?page=2",
        "<https://a.example/>; rel=\"nextish\" | ''",
        "<https://a.example/>; title=\"next\" | ''",
        "rel=next | ''"
      })
  void findsTheNextPageInALink(String header, String next) {
    var answer = new ApiAnswer(200, Map.of("link", List.of(header)), new byte[0]);

    assertThat(NextPage.of(answer).orElse("")).isEqualTo(next);
  }

  private static ApiAnswer ok(String body) {
    return new ApiAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static ApiAnswer gone(String body) {
    return new ApiAnswer(410, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
