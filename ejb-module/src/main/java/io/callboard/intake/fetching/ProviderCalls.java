package io.callboard.intake.fetching;

import io.callboard.fetch.queue.CallQuota;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.UnusableAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * A caller of providers' APIs with retries. Each attempt takes a permit of the provider's quota.
 */
@ApplicationScoped
class ProviderCalls {
  private final HttpCalls http;
  private final CallQuota quota;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ProviderCalls() {
    this.http = null;
    this.quota = null;
    this.clock = null;
  }

  @Inject
  ProviderCalls(HttpCalls http, CallQuota quota, Clock clock) {
    this.http = http;
    this.quota = quota;
    this.clock = clock;
  }

  /**
   * Sends a GET request to an address, as {@link HttpCalls} does.
   *
   * @throws QuotaExhausted if no permit is left
   */
  @Retry(
      maxRetries = 2,
      delay = 500,
      jitter = 250,
      retryOn = {IOException.class, TimeoutException.class})
  @CircuitBreaker(
      requestVolumeThreshold = 20,
      failureRatio = 0.8,
      failOn = {IOException.class, TimeoutException.class})
  public ApiAnswer get(SourceApi to, URI address)
      throws QuotaExhausted, UnusableAnswer, IOException, InterruptedException {
    Optional<Instant> wait = quota.take(to.api().name(), to.api().limit(), clock.instant());
    if (wait.isPresent()) {
      throw new QuotaExhausted(wait.get());
    }
    return http.get(to, address);
  }
}
