package io.callboard.upkeep;

import io.callboard.alarm.AlarmKind;
import io.callboard.alarm.Alarms;
import io.callboard.alarm.OpenAlarms;
import io.callboard.intake.source.Sources;
import io.callboard.ledger.Balance;
import io.callboard.ledger.LedgerLine;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.source.SourceActivities;
import io.callboard.source.SourceActivity;
import io.callboard.source.SourceState;
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
 * The check of the sources and the ledger for conditions that need a person. The values that it
 * compares over time are in memory: after a start a trend is visible from the second check at the
 * earliest.
 */
@ApplicationScoped
class AlarmWatch {
  /** Fewer deliveries, all of them refused, may be stray requests. */
  static final int FIRST_REFUSED = 3;

  /**
   * The window over which refusals are counted. {@link #MANY_REFUSED} or more are an alarm if they
   * are over a tenth of the source's deliveries.
   */
  static final Duration WINDOW = Duration.ofMinutes(10);

  static final int MANY_REFUSED = 20;
  private static final int ONE_IN = 10;

  /** A backlog up to this many events is settled within a second. */
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

  /**
   * Raises and clears alarms by the present state. One thread calls it once per {@link
   * AlarmInterval}.
   */
  @Transactional
  public void check() {
    Instant now = clock.instant();
    open.replaceWith(alarms.open());
    List<Source> all = sources.all();
    List<SourceActivity> found = activities.of(all.stream().map(Source::name).toList());
    for (int i = 0; i < all.size(); i++) {
      checkSource(all.get(i), found.get(i), now);
    }
    Map<String, String> failing = fetchTroubles.now(all, found, now);
    all.forEach(
        source -> report(AlarmKind.FETCH_FAILING, source.name(), failing.get(source.name())));
    checkSource(balance.lines());
    // Include the alarms raised just now, here or by another node.
    open.replaceWith(alarms.open());
  }

  private void checkSource(Source source, SourceActivity activity, Instant now) {
    long accepted = accepted(activity.counts());
    long rejected = activity.counts().rejected();
    report(AlarmKind.SOURCE_SILENT, source.name(), silence(source, activity, now));
    report(
        AlarmKind.FIRST_DELIVERIES_REFUSED,
        source.name(),
        accepted == 0 && rejected >= FIRST_REFUSED
            ? "All "
                + rejected
                + " deliveries so far were refused. The rejection log has the reasons; a wrong"
                + " secret is the most likely one."
            : null);
    report(AlarmKind.SIGNATURE_SEEN, source.name(), signedDespiteOptional(source, activity));
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
        ? "No event has arrived since "
            + last
            + ", but the .silence setting of this source allows only "
            + longest
            + ". Check whether the provider still sends to this source, and see the rejection log."
        : null;
  }

  private static @Nullable String signedDespiteOptional(Source source, SourceActivity activity) {
    return source.signature() == SignaturePolicy.OPTIONAL && !activity.secrets().isEmpty()
        ? "A signed event has arrived, but this source also accepts unsigned events. If all its"
            + " events are signed now, set callboard.sources."
            + source.name()
            + ".signature=required."
        : null;
  }

  /** Describes the held events of a running source, which holds none for a pause. */
  private static @Nullable String conflicts(long held) {
    return held > 0
        ? "Held events: "
            + held
            + ". Each repeats the key of an earlier event with different content that no signature"
            + " covers: it is forged, or the sender has a bug. Compare the bodies, then replay the"
            + " event with force or dismiss it."
        : null;
  }

  private static @Nullable String refusals(Trend.Sums growth) {
    boolean rising =
        growth.rejected() >= MANY_REFUSED
            && growth.rejected() * ONE_IN > growth.accepted() + growth.rejected();
    return rising
        ? "%d deliveries were refused and %d accepted within %d minutes. See the rejection log."
            .formatted(growth.rejected(), growth.accepted(), WINDOW.toMinutes())
        : null;
  }

  private void checkSource(List<LedgerLine> lines) {
    long queued = 0;
    for (LedgerLine line : lines) {
      queued += line.queued();
      report(
          AlarmKind.EVENTS_MISSING,
          line.source(),
          line.missing() > 0
              ? "Missing events: "
                  + line.missing()
                  + ". They were accepted, but are neither settled nor queued. Check whether the"
                  + " broker's store was lost or restored. GET /callboard/api/v1/ledger has all"
                  + " counts."
              : null);
    }
    if (queued > LONG_BACKLOG && queued > backlog && backlog > 0) {
      report(
          AlarmKind.BACKLOG_GROWING,
          "",
          queued
              + " accepted events are not settled yet; at the previous check there were "
              + backlog
              + ". Events arrive faster than they are settled: check the database and the log.");
    } else if (queued <= LONG_BACKLOG) {
      report(AlarmKind.BACKLOG_GROWING, "", null);
    }
    backlog = queued;
  }

  /** Raises or clears an alarm only when its state changes. */
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
