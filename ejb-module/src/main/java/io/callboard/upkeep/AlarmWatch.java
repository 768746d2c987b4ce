package io.callboard.upkeep;

import io.callboard.alarm.AlarmKind;
import io.callboard.alarm.Alarms;
import io.callboard.alarm.OpenAlarms;
import io.callboard.intake.Source;
import io.callboard.intake.Source.SignaturePolicy;
import io.callboard.intake.source.Sources;
import io.callboard.ledger.Balance;
import io.callboard.ledger.LedgerLine;
import io.callboard.ledger.SourceActivities;
import io.callboard.ledger.SourceActivity;
import io.callboard.operations.SourceState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what sources did, and at the ledger, for what needs a person. What it compares over time
 * it keeps in memory: after a start a trend shows no earlier than with the second look.
 */
@ApplicationScoped
public class AlarmWatch {
  /** So many deliveries of a source, all of them refused, are no stray request any more. */
  static final int FIRST_REFUSED = 3;

  /** Refusals are counted over so long, and are an alarm from so many on, and one in ten. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  static final int MANY_REFUSED = 20;
  private static final int ONE_IN = 10;

  /** Fewer events that wait are settled within a second. */
  static final long LONG_BACKLOG = 1_000;

  private final Map<String, Trend> trends = new HashMap<>();
  private final Sources sources;
  private final SourceActivities activities;
  private final FetchTroubles fetchTroubles;
  private final Balance balance;
  private final Alarms alarms;
  private final OpenAlarms open;
  private final Clock clock;
  private final Instant began;
  private long backlog;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected AlarmWatch() {
    this.sources = null;
    this.activities = null;
    this.fetchTroubles = null;
    this.balance = null;
    this.alarms = null;
    this.open = null;
    this.clock = null;
    this.began = Instant.EPOCH;
  }

  @Inject
  AlarmWatch(
      Sources sources,
      SourceActivities activities,
      FetchTroubles fetchTroubles,
      Balance balance,
      Alarms alarms,
      OpenAlarms open,
      Clock clock) {
    this.sources = sources;
    this.activities = activities;
    this.fetchTroubles = fetchTroubles;
    this.balance = balance;
    this.alarms = alarms;
    this.open = open;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Raises and clears what this moment shows; to be called every minute by one thread. */
  @Transactional
  public void look() {
    Instant now = clock.instant();
    open.are(alarms.open());
    List<Source> all = sources.all();
    List<SourceActivity> found = activities.of(all.stream().map(Source::name).toList());
    for (int i = 0; i < all.size(); i++) {
      lookAt(all.get(i), found.get(i), now);
    }
    Map<String, String> failing = fetchTroubles.now(all, found, now);
    all.forEach(
        source -> report(AlarmKind.FETCH_FAILING, source.name(), failing.get(source.name())));
    lookAt(balance.lines());
    // What was raised just now, or by another node.
    open.are(alarms.open());
  }

  private void lookAt(Source source, SourceActivity activity, Instant now) {
    long accepted = accepted(activity.counts());
    long rejected = activity.counts().rejected();
    report(AlarmKind.SOURCE_SILENT, source.name(), silence(source, activity, now));
    report(
        AlarmKind.FIRST_DELIVERIES_REFUSED,
        source.name(),
        accepted == 0 && rejected >= FIRST_REFUSED
            ? "All " + rejected + " deliveries so far were refused; see the rejection log"
            : null);
    report(AlarmKind.SIGNATURE_SEEN, source.name(), needlessLeave(source, activity));
    if (activity.state() == SourceState.RUNNING) {
      report(AlarmKind.CONTENT_HELD, source.name(), conflicts(activity.counts().held()));
    }
    Optional<Trend.Sums> growth =
        trends
            .computeIfAbsent(source.name(), name -> new Trend(WINDOW))
            .add(now, accepted, rejected);
    report(AlarmKind.REFUSALS_RISING, source.name(), growth.map(AlarmWatch::refusals).orElse(null));
  }

  private @Nullable String silence(Source source, SourceActivity activity, Instant now) {
    Duration longest = Sources.silence(source).orElse(null);
    Instant last = activity.lastEventAt() == null ? began : activity.lastEventAt();
    return longest != null && last.plus(longest).isBefore(now)
        ? "Nothing came since " + last + ", for more than " + longest
        : null;
  }

  private static @Nullable String needlessLeave(Source source, SourceActivity activity) {
    return source.signature() == SignaturePolicy.OPTIONAL && !activity.secrets().isEmpty()
        ? "A signed event came; with signature=required unsigned ones are refused"
        : null;
  }

  /** A source that runs holds nothing for a pause. */
  private static @Nullable String conflicts(long held) {
    return held > 0
        ? held + " events have the key of others and other content, which no signature covers"
        : null;
  }

  private static @Nullable String refusals(Trend.Sums growth) {
    boolean rising =
        growth.rejected() >= MANY_REFUSED
            && growth.rejected() * ONE_IN > growth.accepted() + growth.rejected();
    return rising
        ? "%d deliveries were refused and %d accepted within %s"
            .formatted(growth.rejected(), growth.accepted(), WINDOW)
        : null;
  }

  private void lookAt(List<LedgerLine> lines) {
    long queued = 0;
    for (LedgerLine line : lines) {
      queued += line.queued();
      report(
          AlarmKind.EVENTS_MISSING,
          line.source(),
          line.missing() > 0 ? line.missing() + " accepted events are missing" : null);
    }
    if (queued > LONG_BACKLOG && queued > backlog && backlog > 0) {
      report(
          AlarmKind.BACKLOG_GROWING,
          "",
          queued + " events wait for settlement, " + backlog + " a minute ago");
    } else if (queued <= LONG_BACKLOG) {
      report(AlarmKind.BACKLOG_GROWING, "", null);
    }
    backlog = queued;
  }

  /** Tells what is new, and not every minute what everybody knows. */
  private void report(AlarmKind kind, String subject, @Nullable String detail) {
    boolean known = open.has(kind, subject);
    if (detail != null && !known) {
      alarms.raise(kind, subject, detail);
    } else if (detail == null && known) {
      alarms.clear(kind, subject);
    }
  }

  private static long accepted(SourceActivity.Counts counts) {
    return counts.applied()
        + counts.duplicate()
        + counts.ignored()
        + counts.held()
        + counts.pending()
        + counts.failed();
  }
}
