package io.callboard.intake.settlement;

import io.callboard.catalog.Pending;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.intake.Delivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Provider;
import io.callboard.intake.Translation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way through settlement.
 *
 * @param translation what it means, null when it could not be translated
 * @param failure why it could not be translated
 * @param contentDigest SHA-256 of its {@link Provider#content content}, in hexadecimal; of its body
 *     when it could not be translated
 */
public record Translated(
    ProvenDelivery proven,
    @Nullable Translation translation,
    @Nullable String failure,
    String contentDigest) {

  static Translated as(ProvenDelivery proven, Translation translation, byte[] content) {
    return new Translated(proven, translation, null, DeliveryKeys.digest(content));
  }

  static Translated failed(ProvenDelivery proven, String failure) {
    return new Translated(proven, null, failure, DeliveryKeys.digest(proven.delivery().body()));
  }

  /** The delivery that it came with. */
  public Delivery delivery() {
    return proven.delivery();
  }

  /** What the catalog is to apply, absent when it could not be translated. */
  public Optional<Pending> pending() {
    Delivery delivery = delivery();
    return Optional.ofNullable(translation)
        .map(Translation::change)
        .map(
            change -> new Pending(delivery.id(), delivery.source(), delivery.receivedAt(), change));
  }
}
