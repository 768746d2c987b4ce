package io.callboard.catalog;

import io.callboard.catalog.Effect.Extent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All changes of a bundle to one record. */
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
   * @throws InapplicableChange if an event cannot be applied; the record may be partly changed
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

  /**
   * Requests a fetch. An earlier delete of the bundle then supersedes no pending events, because
   * the fetch will settle them.
   */
  private void want() {
    wanted = true;
    unwanted = false;
    outcomes.replaceAll(
        (event, outcome) ->
            outcome instanceof Outcome.Applied ? new Outcome.Applied(false) : outcome);
  }

  /** Supersedes the requested fetches, because the profile is deleted. */
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

  /** Returns whether readers can see a difference. */
  boolean isSeen() {
    return extent == Extent.RECORD;
  }

  /** Returns the action for the change feed. */
  String action() {
    return action(wasThere, record);
  }

  /** Returns the action of a changed record for the change feed. */
  static String action(boolean wasThere, CatalogRecord record) {
    if (record.isDeleted()) {
      return "deleted";
    }
    return wasThere ? "updated" : "created";
  }

  /** Returns whether a fetch is requested. */
  boolean isWanted() {
    return wanted;
  }

  /** Returns whether a fetch that was requested earlier is obsolete. */
  boolean isUnwanted() {
    return unwanted;
  }

  Map<UUID, Outcome> outcomes() {
    return outcomes;
  }
}
