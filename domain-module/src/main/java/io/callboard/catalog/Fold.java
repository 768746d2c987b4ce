package io.callboard.catalog;

import io.callboard.catalog.Effect.Extent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a bundle does to one record. */
final class Fold {
  private static final String SUPERSEDED = "the profile was deleted before it was fetched";

  private final Subject subject;
  private final CatalogRecord record;
  private final boolean existed;
  private final boolean wasThere;
  private final Map<UUID, Outcome> outcomes = new LinkedHashMap<>();
  private Extent extent = Extent.NOTHING;
  private boolean wanted;
  private boolean unwanted;

  private Fold(Subject subject, @Nullable CatalogRecord known) {
    this.subject = subject;
    this.record = known == null ? subject.blank() : known;
    this.existed = known != null;
    this.wasThere = known != null && !known.isDeleted();
  }

  /**
   * Applies events to a record in memory.
   *
   * @throws InapplicableChange if one of them cannot be applied; the record may be half changed
   */
  static Fold of(
      Subject subject,
      @Nullable CatalogRecord known,
      List<Pending> events,
      Instant now,
      boolean forced) {
    Fold fold = new Fold(subject, known);
    try {
      events.forEach(event -> fold.apply(event, now, forced));
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw new InapplicableChange(subject, e);
    }
    return fold;
  }

  private void apply(Pending event, Instant now, boolean forced) {
    if (forced) {
      record.forgetOrder();
    }
    Effect effect = record.apply(event.change());
    extent = extent.or(effect.extent());
    if (effect.extent() != Extent.NOTHING) {
      record.heard(event.event(), !forced);
    }
    if (effect.extent() == Extent.RECORD) {
      record.touched(event.event(), now);
    }
    switch (effect.outcome()) {
      case Outcome.AwaitsFetch awaits -> want();
      case Outcome.Applied applied when applied.supersedesPending() -> supersede();
      case Outcome.Applied applied -> {}
      case Outcome.Ignored ignored -> {}
    }
    outcomes.put(event.event(), effect.outcome());
  }

  /** What an earlier delete made needless is needed again; the fetch will settle it. */
  private void want() {
    wanted = true;
    unwanted = false;
    outcomes.replaceAll(
        (event, outcome) ->
            outcome instanceof Outcome.Applied ? new Outcome.Applied(false) : outcome);
  }

  /** The profile is gone, and with it what was to be fetched. */
  private void supersede() {
    wanted = false;
    unwanted = true;
    outcomes.replaceAll(
        (event, outcome) ->
            outcome instanceof Outcome.AwaitsFetch ? new Outcome.Ignored(SUPERSEDED) : outcome);
  }

  Subject subject() {
    return subject;
  }

  CatalogRecord record() {
    return record;
  }

  boolean isNew() {
    return !existed && extent != Extent.NOTHING;
  }

  /** Whether readers can see a difference. */
  boolean isSeen() {
    return extent == Extent.RECORD;
  }

  /** What the change feed calls it. */
  String action() {
    return action(wasThere, record);
  }

  /** What the change feed calls what became of a record. */
  static String action(boolean wasThere, CatalogRecord record) {
    if (record.isDeleted()) {
      return "deleted";
    }
    return wasThere ? "updated" : "created";
  }

  /** Whether a fetch is asked for. */
  boolean isWanted() {
    return wanted;
  }

  /** Whether a fetch that was asked for before is needless. */
  boolean isUnwanted() {
    return unwanted;
  }

  Map<UUID, Outcome> outcomes() {
    return outcomes;
  }
}
