package io.callboard.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record told anew, event by event, beside what is known of it. Nothing of it is stored before
 * {@link Catalog#replace}.
 */
public final class Retelling {
  private final Subject subject;
  private final CatalogRecord known;
  private final CatalogRecord told;
  private boolean fetched;
  private boolean unwanted;

  Retelling(Subject subject, CatalogRecord known) {
    this.subject = subject;
    this.known = known;
    this.told = subject.blank();
  }

  /**
   * Tells the next event, in the order in which they came.
   *
   * @return whether it could be told: one about another record cannot
   */
  public boolean tell(Pending event) {
    Optional<Subject> about = Subject.of(event.source(), event.change());
    if (about.isPresent() && !about.get().equals(subject)) {
      return false;
    }
    if (about.isPresent()) {
      Fold fold = Fold.of(subject, told, List.of(event), Instant.EPOCH, false);
      fetched = fold.isWanted() || (fetched && !fold.isUnwanted());
      unwanted = fold.isUnwanted() || (unwanted && !fold.isWanted());
    }
    return true;
  }

  /** The earliest event that had an effect on what is known; null when nobody noted it. */
  public @Nullable UUID firstEvent() {
    return known.firstEvent();
  }

  /** Whether what was told depends on documents that were fetched, which events do not have. */
  public boolean isFetched() {
    return fetched;
  }

  /** Whether what was told makes no record. */
  public boolean isEmpty() {
    return told.version() == 0;
  }

  /**
   * Whether what waits for a fetch of the record waits for nothing: by what was told it is gone.
   */
  public boolean endsWaits() {
    return unwanted;
  }

  /**
   * In what the record differs from what was told, once all is told. One that cannot be read
   * differs as a whole.
   */
  public List<String> differences() {
    try {
      told.keepUntold(known);
      return Differences.between(known, told);
    } catch (RuntimeException e) {
      return List.of(Differences.UNREADABLE);
    }
  }

  Subject subject() {
    return subject;
  }

  CatalogRecord known() {
    return known;
  }

  CatalogRecord told() {
    return told;
  }
}
