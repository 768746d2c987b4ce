package io.callboard.intake.reception;

import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import io.callboard.provider.Delivery;
import io.callboard.rejection.Rejection;
import io.callboard.rejection.Rejection.Kept;
import io.callboard.rejection.RejectionLog;
import io.callboard.signature.Verification.OutOfTime;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The writer of refused deliveries to the rejection log. It keeps only the headers that describe
 * the request and those that the source's provider reads: any other header may contain someone's
 * credential.
 */
@ApplicationScoped
public class Refusals {
  /** Headers that describe a request and contain no secret, in lower case. */
  private static final Set<String> DESCRIPTIVE =
      Set.of(
          "accept",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "host",
          "user-agent",
          "x-request-id");

  private final RejectionLog rejections;
  private final Sources sources;
  private final Providers providers;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Refusals() {
    this.rejections = null;
    this.sources = null;
    this.providers = null;
  }

  @Inject
  public Refusals(RejectionLog rejections, Sources sources, Providers providers) {
    this.rejections = rejections;
    this.sources = sources;
    this.providers = providers;
  }

  /** Records a refused delivery; never blocks and never throws. */
  public void record(Delivery delivery, Refused refused) {
    record(delivery, refused, delivery.body().length);
  }

  /**
   * Records a refused delivery whose body was not read; never blocks and never throws.
   *
   * @param size the size of the body in bytes, as announced by the sender
   */
  public void record(Delivery delivery, Refused refused, long size) {
    rejections.record(
        new Rejection(
            delivery.id(),
            delivery.receivedAt(),
            delivery.source(),
            refused.reason().word(),
            refused.detail(),
            delivery.address(),
            delivery.contentType(),
            size,
            headers(delivery),
            kept(delivery, refused.outOfTime())));
  }

  private static @Nullable Kept kept(Delivery delivery, @Nullable OutOfTime outOfTime) {
    return outOfTime == null
        ? null
        : Kept.of(delivery.source(), delivery.body(), outOfTime.signed());
  }

  private Map<String, List<String>> headers(Delivery delivery) {
    Set<String> read =
        sources
            .named(delivery.source())
            .map(source -> providers.of(source).headers(source))
            .orElse(Set.of());
    Map<String, List<String>> headers = new TreeMap<>(delivery.headers());
    headers.keySet().removeIf(name -> !DESCRIPTIVE.contains(name) && !read.contains(name));
    return headers;
  }
}
