package io.callboard.intake.reception;

import io.callboard.intake.IncomingDelivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Submission;
import io.callboard.intake.journal.IntakeJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** The way in: a delivery that is proven is made durable. */
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

  /** Takes a delivery in; the answer comes when it is on disk, or is known not to be. */
  @SignatureChecked
  public CompletionStage<Receipt> accept(Submission submission) {
    return switch (submission) {
      case IncomingDelivery incoming ->
          throw new IllegalStateException("the signature check was left out");
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
