package io.callboard.provider.mediastream;

import io.callboard.fetch.FetchResult;
import io.callboard.fetch.queue.CallLimit;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.provider.Source;
import io.callboard.provider.api.ApiAccess;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.ProviderApi;
import io.callboard.provider.api.UnusableAnswer;
import io.callboard.time.EventTime;
import jakarta.enterprise.context.Dependent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The REST API of the Mediastream Platform: {@code GET /api/media/{id}} with {@code X-API-Token},
 * answered with {@code {"status":"OK","data":{…}}}.
 */
@Dependent
class MediastreamApi implements ProviderApi {
  /** The platform documents no limit; five calls a second are a small load. */
  private static final CallLimit LIMIT = new CallLimit(1_500, Duration.ofMinutes(5));

  private static final int TOO_MANY = 429;
  private static final long LONGEST = Duration.ofHours(1).toSeconds();

  @Override
  public String name() {
    return "mediastream";
  }

  @Override
  public Optional<ApiAccess> access(Source source) {
    return FetchBack.isOn(source) ? ApiAccess.of(source, Optional.empty()) : Optional.empty();
  }

  @Override
  public CallLimit limit() {
    return LIMIT;
  }

  @Override
  public Map<String, String> headers(ApiAccess access) {
    return Map.of("X-API-Token", access.key());
  }

  /** Rejects the ids {@code .} and {@code ..}, which would be steps in the path. */
  @Override
  public Optional<String> path(String kind, String id) {
    String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    return id.equals(".") || id.equals("..")
        ? Optional.empty()
        : Optional.of("/api/media/" + segment);
  }

  @Override
  public FetchResult read(String id, ApiAnswer answer) throws UnusableAnswer {
    if (answer.status() != 200) {
      return new FetchResult.Unknown();
    }
    JsonMembers data =
        envelope(answer.body())
            .object("data")
            .filter(media -> ModelEvent.idOf(media).equals(Optional.of(id)))
            .orElseThrow(() -> new UnusableAnswer("expected data with the requested id"));
    Instant updated = EventTime.of(data, "date_updated").orElse(null);
    return new FetchResult.Found(data, updated);
  }

  private static JsonMembers envelope(byte[] json) throws UnusableAnswer {
    try {
      JsonMembers envelope = JsonMembers.parse(json);
      if (envelope.string("status").equals(Optional.of("OK"))) {
        return envelope;
      }
      throw new UnusableAnswer("expected the status OK");
    } catch (MalformedJson e) {
      throw new UnusableAnswer("expected JSON: " + e.reason());
    }
  }

  @Override
  public Optional<Instant> quietUntil(ApiAnswer answer, Instant now) {
    return answer.status() == TOO_MANY
        ? answer
            .number("retry-after")
            .filter(seconds -> seconds <= LONGEST)
            .map(now::plusSeconds)
            .or(() -> Optional.of(now.plusSeconds(60)))
        : Optional.empty();
  }
}
