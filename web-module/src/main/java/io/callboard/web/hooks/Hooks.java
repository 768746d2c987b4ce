package io.callboard.web.hooks;

import io.callboard.intake.reception.Arrivals;
import io.callboard.intake.reception.Intake;
import io.callboard.intake.reception.IntakeLimits;
import io.callboard.intake.reception.Receipt;
import io.callboard.intake.reception.Submission;
import io.callboard.provider.Delivery;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Receives webhooks whose head was accepted. Bodies are raw bytes; they are read up to the limit
 * and not parsed here.
 */
@ApplicationScoped
class Hooks {
  private final Arrivals arrivals;
  private final Intake intake;
  private final HookRefusals refusals;
  private final IntakeLimits limits;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  Hooks() {
    this.arrivals = null;
    this.intake = null;
    this.refusals = null;
    this.limits = null;
  }

  @Inject
  Hooks(Arrivals arrivals, Intake intake, HookRefusals refusals, IntakeLimits limits) {
    this.arrivals = arrivals;
    this.intake = intake;
    this.refusals = refusals;
    this.limits = limits;
  }

  /**
   * Receives a webhook.
   *
   * @return the answer, as soon as it is known whether the event is on the broker's disk
   */
  CompletionStage<HookAnswer> receive(HookHead head, InputStream body) {
    byte[] bytes;
    try {
      bytes = read(body, head.announced());
    } catch (IOException e) {
      String detail =
          e instanceof IncompleteBody incomplete
              ? incomplete.reason()
              : "the body did not arrive completely";
      Refused refused = new Refused(RefusalReason.BODY_MALFORMED, detail);
      return CompletableFuture.completedStage(refusals.refuse(head, refused).last());
    }
    if (bytes.length > limits.maxBody()) {
      Refused refused =
          new Refused(
              RefusalReason.BODY_TOO_LARGE,
              "expected a body of at most " + limits.maxBody() + " bytes");
      return CompletableFuture.completedStage(refusals.refuse(head, refused, bytes.length));
    }
    Delivery delivery =
        arrivals.arrive(
            head.source(), head.contentType(), head.headers().kept(), bytes, head.address());
    return intake.accept(new Submission(delivery, head.token())).thenApply(this::answer);
  }

  /**
   * Reads at most one byte more than the limit. With an announced length, no growing buffers are
   * needed.
   */
  private byte[] read(InputStream body, long announced) throws IOException {
    return body.readNBytes(announced < 0 ? limits.maxBody() + 1 : Math.toIntExact(announced));
  }

  private HookAnswer answer(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted accepted -> HookAnswer.accepted(accepted.event());
      case Receipt.Refused refused -> refusals.answer(refused.reason());
      case Receipt.Unavailable unavailable -> HookAnswer.unavailable();
    };
  }
}
