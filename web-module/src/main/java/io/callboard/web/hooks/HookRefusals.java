package io.callboard.web.hooks;

import io.callboard.intake.reception.Arrivals;
import io.callboard.intake.reception.IntakeLimits;
import io.callboard.intake.reception.Refusals;
import io.callboard.problem.Problem;
import io.callboard.provider.Delivery;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * Makes the answers to refused deliveries, and records those that are refused before their
 * signature is checked.
 */
@Dependent
class HookRefusals {
  private final Arrivals arrivals;
  private final Refusals refusals;
  private final IntakeLimits limits;

  @Inject
  HookRefusals(Arrivals arrivals, Refusals refusals, IntakeLimits limits) {
    this.arrivals = arrivals;
    this.refusals = refusals;
    this.limits = limits;
  }

  /** Records the refusal of a request whose body was not read, and returns its answer. */
  HookAnswer refuse(HookHead head, Refused refused) {
    return refuse(head, refused, Math.max(0, head.announced()));
  }

  /**
   * Records a refusal and returns its answer.
   *
   * @param size the size of the body in bytes
   */
  HookAnswer refuse(HookHead head, Refused refused, long size) {
    refusals.record(unread(head), refused, size);
    if (!head.method().equals("POST")) {
      return HookAnswer.onlyPost();
    }
    return refused.reason() == RefusalReason.CONTENT_TYPE
        ? HookAnswer.refused(Problem.of(status(refused.reason()), refused.detail()))
        : answer(refused.reason());
  }

  /** Returns the delivery without its body; headers that are too large are not kept. */
  private Delivery unread(HookHead head) {
    Map<String, List<String>> headers =
        head.headers().size() > limits.maxHeaders() ? Map.of() : head.headers().kept();
    return arrivals.arrive(head.source(), head.contentType(), headers, new byte[0], head.address());
  }

  /** Returns the answer to a delivery whose refusal is recorded. */
  HookAnswer answer(RefusalReason reason) {
    return HookAnswer.refused(Problem.of(status(reason), "expected " + expected(reason)));
  }

  private static int status(RefusalReason reason) {
    return switch (reason) {
      case SIGNATURE_MISSING,
          SIGNATURE_MALFORMED,
          SIGNATURE_MISMATCH,
          SIGNATURE_STALE,
          SIGNATURE_ALGORITHM,
          SIGNATURE_CLAIMS ->
          401;
      case BODY_MALFORMED -> 400;
      case SOURCE_UNKNOWN -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case BODY_TOO_LARGE -> 413;
      case CONTENT_TYPE -> 415;
      case HEADERS_TOO_LARGE -> 431;
    };
  }

  /**
   * Returns what the sender may know. For a signature, the answer does not say which check failed.
   */
  private String expected(RefusalReason reason) {
    return switch (status(reason)) {
      case 400 -> "a body that can be verified";
      case 401 -> "a valid signature";
      case 404 -> "the address of a hook on this server";
      case 405 -> "the method POST";
      case 413 -> "a body of at most " + limits.maxBody() + " bytes";
      case 415 -> "application/jwt or application/json";
      default -> "headers of at most " + limits.maxHeaders() + " characters";
    };
  }
}
