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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * A caller that turns the result of each call into a {@link Reply}. Its messages never quote an
 * answer.
 */
@ApplicationScoped
class ApiCaller {
  private static final Duration CROWDED = Duration.ofSeconds(5);
  private static final Duration TOO_MANY = Duration.ofMinutes(1);

  private final ProviderCalls calls;
  private final CallQuota quota;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ApiCaller() {
    this.calls = null;
    this.quota = null;
    this.clock = null;
  }

  @Inject
  ApiCaller(ProviderCalls calls, CallQuota quota, Clock clock) {
    this.calls = calls;
    this.quota = quota;
    this.clock = clock;
  }

  Reply call(SourceApi to, URI address) {
    try {
      return reply(to, calls.get(to, address));
    } catch (QuotaExhausted e) {
      return new Reply.NotNow(e.until());
    } catch (BulkheadException | CircuitBreakerOpenException e) {
      return new Reply.NotNow(clock.instant().plus(CROWDED));
    } catch (TimeoutException e) {
      return new Reply.Trouble("the provider's API did not answer in time", true);
    } catch (UnusableAnswer e) {
      return new Reply.Trouble("the provider's API: " + e.getMessage(), true);
    } catch (ServerTrouble e) {
      return new Reply.Trouble("the provider's API answered " + e.status(), true);
    } catch (IOException e) {
      String kind = e.getClass().getSimpleName();
      return new Reply.Trouble("the provider's API cannot be reached: " + kind, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.NotNow(clock.instant());
    }
  }

  private Reply reply(SourceApi to, ApiAnswer answer) {
    Instant now = clock.instant();
    Optional<Instant> quiet = to.api().quietUntil(answer, now);
    quiet.ifPresent(until -> quota.block(to.api().name(), until));
    return switch (answer.status()) {
      case 200, 404, 410 -> new Reply.Answered(answer);
      case 401, 403 ->
          new Reply.Trouble(
              "the provider's API refused the key: " + answer.status() + "; check api.key", false);
      case 429 -> new Reply.NotNow(quiet.orElse(now.plus(TOO_MANY)));
      case 301, 302, 303, 307, 308 ->
          new Reply.Trouble(
              "the provider's API redirects, which is not followed; check api.url", true);
      default -> new Reply.Trouble("the provider's API answered " + answer.status(), true);
    };
  }
}
