package io.callboard.intake;

import io.callboard.eventlog.DeliveryKeys;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way through settlement.
 *
 * @param translation what it means, null when it could not be translated
 * @param failure why it could not be translated
 * @param bodyDigest SHA-256 of its body, in hexadecimal
 */
record Translated(
    ProvenDelivery proven,
    @Nullable Translation translation,
    @Nullable String failure,
    String bodyDigest) {

  static Translated as(ProvenDelivery proven, Translation translation) {
    return new Translated(proven, translation, null, DeliveryKeys.digest(proven.delivery().body()));
  }

  static Translated failed(ProvenDelivery proven, String failure) {
    return new Translated(proven, null, failure, DeliveryKeys.digest(proven.delivery().body()));
  }

  Delivery delivery() {
    return proven.delivery();
  }
}
