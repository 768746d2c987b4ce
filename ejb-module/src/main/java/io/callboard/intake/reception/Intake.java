package io.callboard.intake.reception;

import io.callboard.intake.journal.IntakeJournal;
import io.callboard.provider.ProvenDelivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The entry point of intake, which makes verified deliveries durable. */
@ApplicationScoped
public class Intake {
  private static final System.Logger LOG = System.getLogger(Intake.class.getName());

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
   * up, or when the delivery is refused. A delivery that the signature check did not see is not
   * accepted.
   */
  @SignatureChecked
  public CompletionStage<Receipt> accept(Submission submission) {
    return submission.proven().map(this::append).orElseGet(Intake::unchecked);
  }

  private static CompletionStage<Receipt> unchecked() {
    LOG.log(Level.ERROR, "A delivery was not accepted: the signature check did not run");
    return CompletableFuture.completedStage(new Receipt.Unavailable());
  }

  private CompletionStage<Receipt> append(ProvenDelivery proven) {
    return journal
        .append(proven)
        .thenApply(
            durable ->
                durable ? new Receipt.Accepted(proven.delivery().id()) : new Receipt.Unavailable());
  }
}
