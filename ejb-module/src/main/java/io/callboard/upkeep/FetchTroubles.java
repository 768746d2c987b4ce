package io.callboard.upkeep;

import io.callboard.fetch.queue.ApiHealth;
import io.callboard.fetch.queue.ApiState;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.intake.fetching.ProviderApis;
import io.callboard.provider.Source;
import io.callboard.source.SourceActivity;
import io.callboard.source.SourceState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sources whose fetches fail or are overdue. */
@Dependent
class FetchTroubles {
  /** How long an API may be in trouble without an alarm: a restart of its server takes less. */
  static final Duration LONG_TROUBLE = Duration.ofMinutes(1);

  /** How long a fetch may be overdue: over 20,000 calls to Filmmakers fit in that time. */
  static final Duration OVERDUE = Duration.ofHours(6);

  private final ProviderApis apis;
  private final ApiHealth health;
  private final FetchQueue queue;

  @Inject
  FetchTroubles(ProviderApis apis, ApiHealth health, FetchQueue queue) {
    this.apis = apis;
    this.health = health;
    this.queue = queue;
  }

  /**
   * Returns a description of the trouble of each source that has one.
   *
   * @param activities the activity of each source, in the order of the sources
   */
  Map<String, String> now(List<Source> sources, List<SourceActivity> activities, Instant now) {
    Map<String, ApiState> states = health.states();
    Map<String, Instant> dueSince = queue.dueSince();
    Map<String, String> troubles = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      if (states.containsKey(source.name()) && apis.of(source).isPresent()) {
        boolean fetches = activities.get(i).state() == SourceState.RUNNING;
        trouble(states.get(source.name()), now)
            .or(() -> fetches ? delay(dueSince.get(source.name()), now) : Optional.empty())
            .ifPresent(trouble -> troubles.put(source.name(), trouble));
      }
    }
    return troubles;
  }

  private static Optional<String> trouble(@Nullable ApiState state, Instant now) {
    return state == null || state.since() == null || state.since().plus(LONG_TROUBLE).isAfter(now)
        ? Optional.empty()
        : Optional.of(state.trouble() + ", since " + state.since());
  }

  private static Optional<String> delay(@Nullable Instant dueSince, Instant now) {
    return dueSince != null && dueSince.plus(OVERDUE).isBefore(now)
        ? Optional.of(
            "The oldest pending fetch has been due since "
                + dueSince
                + ", which is over "
                + OVERDUE
                + ".")
        : Optional.empty();
  }
}
