package io.callboard.provider.filmmakers;

import io.callboard.fetch.FetchResult;
import io.callboard.fetch.queue.CallLimit;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.provider.Source;
import io.callboard.provider.api.ApiAccess;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.ListedRecords;
import io.callboard.provider.api.ProviderApi;
import io.callboard.provider.api.UnusableAnswer;
import io.callboard.time.EventTime;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of Filmmakers, as its public documentation (denkungsart/filmmakers-api, docs)
 * describes it: 300 requests in five minutes, {@code 410} with {@code merged} or {@code deleted},
 * and a list whose entries contain the members named in {@code fields}.
 */
@Dependent
class FilmmakersApi implements ProviderApi {
  private static final String PROFILES = "/api/v1/actor_profiles";
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** Below the provider's 300, because other clients may share the address and clocks differ. */
  private static final CallLimit LIMIT = new CallLimit(285, WINDOW);

  /** A reset further ahead counts as an error of the provider and is ignored. */
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public String name() {
    return "filmmakers";
  }

  @Override
  public Optional<ApiAccess> access(Source source) {
    return ApiAccess.of(source, source.secrets().stream().findFirst());
  }

  @Override
  public CallLimit limit() {
    return LIMIT;
  }

  @Override
  public Map<String, String> headers(ApiAccess access) {
    return Map.of("Authorization", "Token token=" + access.key());
  }

  @Override
  public Optional<String> path(String kind, String id) {
    return ProfileEvent.isId(id) ? Optional.of(PROFILES + "/" + id) : Optional.empty();
  }

  @Override
  public FetchResult read(String id, ApiAnswer answer) throws UnusableAnswer {
    return switch (answer.status()) {
      case 200 -> profile(id, object(answer.body()));
      case 410 -> gone(id, object(answer.body()));
      default -> new FetchResult.Unknown();
    };
  }

  private static FetchResult profile(String id, JsonMembers profile) throws UnusableAnswer {
    if (!profile.literal("id").equals(Optional.of(id))) {
      throw new UnusableAnswer("expected the profile with the requested id");
    }
    return new FetchResult.Found(profile, updatedAt(profile));
  }

  private static FetchResult gone(String id, JsonMembers gone) throws UnusableAnswer {
    String status = gone.string("status").orElse("");
    if (status.equals("deleted")) {
      return new FetchResult.Deleted();
    }
    return gone.literal("new_id")
        .filter(into -> status.equals("merged"))
        .filter(into -> ProfileEvent.isId(into) && !into.equals(id))
        .map(FetchResult.Merged::new)
        .orElseThrow(
            () ->
                new UnusableAnswer(
                    "expected 410 with the status deleted, or with merged and new_id"));
  }

  private static @Nullable Instant updatedAt(JsonMembers profile) {
    return EventTime.of(profile, "updated_at").orElse(null);
  }

  private static JsonMembers object(byte[] json) throws UnusableAnswer {
    try {
      return JsonMembers.parse(json);
    } catch (MalformedJson e) {
      throw new UnusableAnswer("expected JSON: " + e.reason());
    }
  }

  /**
   * Returns the reset of an exhausted quota. A 429 without a valid reset waits for a whole window.
   */
  @Override
  public Optional<Instant> quietUntil(ApiAnswer answer, Instant now) {
    boolean refused = answer.status() == 429;
    if (!refused && !answer.number("ratelimit-remaining").equals(Optional.of(0L))) {
      return Optional.empty();
    }
    Optional<Instant> reset =
        answer
            .number("ratelimit-reset")
            .flatMap(EventTime::ofSecond)
            .filter(time -> time.isAfter(now) && time.isBefore(now.plus(LONGEST)));
    return reset.or(() -> refused ? Optional.of(now.plus(WINDOW)) : Optional.empty());
  }

  @Override
  public Optional<String> listPath(@Nullable Instant since) {
    String changed = since == null ? "" : "&updated_at%5Bgte%5D=" + since.getEpochSecond();
    return Optional.of(PROFILES + "?per_page=1000&fields=updated_at" + changed);
  }

  @Override
  public ListedRecords readList(ApiAnswer answer) throws UnusableAnswer {
    String array = new String(answer.body(), StandardCharsets.UTF_8);
    JsonMembers list = object(("{\"list\":" + array + "}").getBytes(StandardCharsets.UTF_8));
    boolean isArray = list.text("list").filter(text -> text.startsWith("[")).isPresent();
    if (!isArray || list.names().size() > 1) {
      throw new UnusableAnswer("expected a JSON array");
    }
    List<ListedRecords.Entry> entries = new ArrayList<>();
    for (JsonMembers entry : list.objects("list")) {
      entry
          .literal("id")
          .filter(ProfileEvent::isId)
          .map(id -> new ListedRecords.Entry(id, updatedAt(entry), entry.toBytes()))
          .ifPresent(entries::add);
    }
    return new ListedRecords(entries, NextPage.of(answer).orElse(null));
  }
}
