package io.callboard.intake.replay;

import io.callboard.job.ClaimedJob;
import io.callboard.job.Counts;
import io.callboard.rejection.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.UUID;

/** A part of an acceptance job: the next quarantined deliveries, each in its own transaction. */
@ApplicationScoped
public class AcceptancePart {
  /** The low 16 bits of the first half of the last UUIDv7 of a millisecond (RFC 9562, 5.7). */
  private static final long VERSION_AND_RANDOM = 0x7FFFL;

  private final Quarantine quarantine;
  private final QuarantineRelease release;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected AcceptancePart() {
    this.quarantine = null;
    this.release = null;
  }

  @Inject
  public AcceptancePart(Quarantine quarantine, QuarantineRelease release) {
    this.quarantine = quarantine;
    this.release = release;
  }

  /** Returns the next rejections of a job. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<UUID> next(ClaimedJob job, int limit) {
    return quarantine.list(
        JobFilters.rejections(job.request().filter()), job.last(), through(job), limit);
  }

  /** Returns the largest id of a rejection that existed when the job was requested. */
  static UUID through(ClaimedJob job) {
    return new UUID(job.askedAt().toEpochMilli() << 16 | VERSION_AND_RANDOM, -1);
  }

  /**
   * Accepts rejections.
   *
   * @return the counts and the last rejection
   * @throws NotDurable if the journal accepts no more, with the part done before
   */
  public Part accept(ClaimedJob job, List<UUID> next) {
    if (next.isEmpty()) {
      return Part.NOTHING_LEFT;
    }
    Counts counts = Counts.NONE;
    UUID last = job.last();
    for (UUID rejection : next) {
      Acceptance acceptance =
          job.request().dryRun() ? new Acceptance.Accepted(rejection) : release.accept(rejection);
      if (acceptance instanceof Acceptance.Unavailable) {
        throw new NotDurable(new Part(counts, last));
      }
      counts = counts.plus(counted(acceptance));
      last = rejection;
    }
    return new Part(counts, last);
  }

  private static Counts counted(Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Accepted accepted -> new Counts(1, 1, 0, 0, 0, 0, 0);
      case Acceptance.Already already -> new Counts(1, 0, 1, 0, 0, 0, 0);
      case Acceptance.Unproven unproven -> new Counts(1, 0, 0, 0, 0, 0, 1);
      default -> new Counts(1, 0, 0, 0, 0, 1, 0);
    };
  }

  /** Thrown when the journal accepts no events now; the job continues later. */
  static final class NotDurable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Part part;

    NotDurable(Part part) {
      super("the journal accepts no events", null, false, false);
      this.part = part;
    }

    Part part() {
      return part;
    }
  }
}
