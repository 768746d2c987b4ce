package io.callboard.intake.reception;

import io.callboard.intake.IncomingDelivery;
import io.callboard.intake.ProvenDelivery;
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
 * The interceptor that verifies an {@link IncomingDelivery} and passes a {@link ProvenDelivery} to
 * the method instead. If the delivery is refused, it is written to the rejection log and the method
 * is not called.
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
    if (!(invocation.getParameters()[0] instanceof IncomingDelivery incoming)) {
      throw new IllegalArgumentException("expected an incoming delivery");
    }
    return switch (verify(incoming)) {
      case Verified proof -> {
        invocation.setParameters(new Object[] {new ProvenDelivery(incoming.delivery(), proof)});
        yield invocation.proceed();
      }
      case Refused refused -> {
        refusals.record(incoming.delivery(), refused);
        yield CompletableFuture.completedStage(new Receipt.Refused(refused.reason()));
      }
    };
  }

  private Verification verify(IncomingDelivery incoming) {
    return sources
        .named(incoming.delivery().source())
        .map(source -> check.verify(incoming.delivery(), source, incoming.token()))
        .orElseGet(() -> new Refused(RefusalReason.SOURCE_UNKNOWN, "no source has this name"));
  }
}
