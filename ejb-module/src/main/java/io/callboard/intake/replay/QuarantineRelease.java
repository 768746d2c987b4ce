package io.callboard.intake.replay;

import io.callboard.intake.journal.IntakeJournal;
import io.callboard.intake.reception.Arrivals;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Source;
import io.callboard.rejection.Quarantine;
import io.callboard.rejection.Quarantine.Quarantined;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.OutOfTime;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The acceptance of deliveries that were refused only because they were out of time. A delivery is
 * verified again, without regard to time, and goes through the journal like every event. If that
 * happens twice, the second event is a duplicate of the first.
 */
@ApplicationScoped
public class QuarantineRelease {
  private static final System.Logger LOG = System.getLogger(QuarantineRelease.class.getName());

  /** Longer than the journal's own deadline of 5 seconds. */
  private static final long PATIENCE_SECONDS = 10;

  private final Quarantine quarantine;
  private final Sources sources;
  private final Providers providers;
  private final Arrivals arrivals;
  private final Function<ProvenDelivery, CompletionStage<Boolean>> journal;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected QuarantineRelease() {
    this.quarantine = null;
    this.sources = null;
    this.providers = null;
    this.arrivals = null;
    this.journal = null;
  }

  @Inject
  QuarantineRelease(
      Quarantine quarantine,
      Sources sources,
      Providers providers,
      Arrivals arrivals,
      IntakeJournal journal) {
    this(quarantine, sources, providers, arrivals, journal::append);
  }

  /**
   * Creates a release with any journal.
   *
   * @param journal appends an event; its stage completes with whether the event is durable
   */
  public QuarantineRelease(
      Quarantine quarantine,
      Sources sources,
      Providers providers,
      Arrivals arrivals,
      Function<ProvenDelivery, CompletionStage<Boolean>> journal) {
    this.quarantine = quarantine;
    this.sources = sources;
    this.providers = providers;
    this.arrivals = arrivals;
    this.journal = journal;
  }

  /** Accepts a rejection; in the caller's transaction, if there is one. */
  @Transactional
  public Acceptance accept(UUID rejection) {
    return quarantine
        .lock(rejection)
        .map(found -> found.body() == null ? gone(found) : accept(found, found.body()))
        .orElseGet(Acceptance.Unknown::new);
  }

  private static Acceptance gone(Quarantined rejection) {
    UUID event = rejection.event();
    return event == null ? new Acceptance.NotQuarantined() : new Acceptance.Already(event);
  }

  private Acceptance accept(Quarantined rejection, byte[] body) {
    Source source = sources.named(rejection.source()).orElse(null);
    if (source == null) {
      return new Acceptance.Unproven("its source is no longer configured");
    }
    Delivery delivery =
        arrivals.arrive(
            source.name(), rejection.contentType(), rejection.headers(), body, rejection.address());
    return switch (verified(delivery, source)) {
      case Verified proof -> accept(rejection, new ProvenDelivery(delivery, proof));
      case Refused(RefusalReason reason, String detail, OutOfTime(Verified proof, String signed)) ->
          accept(rejection, new ProvenDelivery(delivery, proof));
      case Refused refused -> new Acceptance.Unproven(refused.detail());
    };
  }

  private Verification verified(Delivery delivery, Source source) {
    try {
      return providers.of(source).verify(delivery, source);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      LOG.log(Level.ERROR, "Verifying a quarantined delivery of " + source.name() + " failed", e);
      return new Refused(RefusalReason.BODY_MALFORMED, "its check failed; see the server's log");
    }
  }

  private Acceptance accept(Quarantined rejection, ProvenDelivery event) {
    if (!isDurable(event)) {
      return new Acceptance.Unavailable();
    }
    quarantine.accepted(rejection.id(), event.delivery().id());
    return new Acceptance.Accepted(event.delivery().id());
  }

  private boolean isDurable(ProvenDelivery event) {
    try {
      @Nullable Boolean durable =
          journal.apply(event).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Boolean.TRUE.equals(durable);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
