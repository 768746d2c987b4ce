package io.callboard.intake.reception;

import io.callboard.intake.IncomingDelivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Submission;
import io.callboard.intake.journal.IntakeJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** The entry point of intake, which makes verified deliveries durable. */
@ApplicationScoped
public class Intake {
  private final IntakeJournal journal;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Intake() {
    this.journal = null;
  }

  @Inject
  public Intake(IntakeJournal journal) {
    this.journal = journal;
  }

  /**
   * Accepts a delivery. The stage completes when the event is on disk, or when the journal gives
   * up, or when the delivery is refused.
   */
  @SignatureChecked
  public CompletionStage<Receipt> accept(Submission submission) {
    return switch (submission) {
      case IncomingDelivery incoming ->
          throw new IllegalStateException(
              "expected a verified delivery, but the signature check did not run");
      case ProvenDelivery proven ->
          journal
              .append(proven)
              .thenApply(
                  durable ->
                      durable
                          ? new Receipt.Accepted(proven.delivery().id())
                          : new Receipt.Unavailable());
    };
  }
}
