package io.callboard.intake.reception;

import io.callboard.intake.source.Sources;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor that verifies a {@link Submission}. If it is refused, it is written to the
 * rejection log and the method is not called.
 */
@Interceptor
@SignatureChecked
@Priority(Interceptor.Priority.APPLICATION)
class SignatureCheckInterceptor {
  private final Sources sources;
  private final SourceCheck check;
  private final Refusals refusals;

  @Inject
  SignatureCheckInterceptor(Sources sources, SourceCheck check, Refusals refusals) {
    this.sources = sources;
    this.check = check;
    this.refusals = refusals;
  }

  @AroundInvoke
  @Nullable Object check(InvocationContext invocation) throws Exception {
    Submission submission = (Submission) invocation.getParameters()[0];
    return switch (verify(submission)) {
      case Verified proof -> {
        submission.prove(proof);
        yield invocation.proceed();
      }
      case Refused refused -> {
        refusals.record(submission.delivery(), refused);
        yield CompletableFuture.completedStage(new Receipt.Refused(refused.reason()));
      }
    };
  }

  private Verification verify(Submission submission) {
    return sources
        .named(submission.delivery().source())
        .map(source -> check.verify(submission.delivery(), source, submission.token()))
        .orElseGet(() -> new Refused(RefusalReason.SOURCE_UNKNOWN, "no source has this name"));
  }
}
