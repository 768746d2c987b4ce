package io.callboard.intake.settlement;

import io.callboard.catalog.Pending;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.json.CanonicalJson;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Translation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event during settlement, after its translation.
 *
 * @param translation its meaning; null if it could not be translated
 * @param failure why it could not be translated; null if it was
 * @param contentDigest SHA-256, in hexadecimal, of its {@link Translation#content content}, or of
 *     its body if that is null or the event could not be translated
 */
public record Translated(
    ProvenDelivery proven,
    @Nullable Translation translation,
    @Nullable String failure,
    String contentDigest) {

  static Translated as(ProvenDelivery proven, Translation translation) {
    byte[] bytes = content(proven, translation);
    return new Translated(proven, translation, null, DeliveryKeys.digest(bytes));
  }

  private static byte[] content(ProvenDelivery proven, @Nullable Translation translation) {
    JsonMembers content = translation == null ? null : translation.content();
    return content == null ? proven.delivery().body() : content.toBytes();
  }

  static Translated failed(ProvenDelivery proven, String failure) {
    return new Translated(proven, null, failure, DeliveryKeys.digest(proven.delivery().body()));
  }

  /**
   * Returns the digest of its content in canonical JSON; {@link #contentDigest} if the content is
   * not JSON.
   */
  String canonicalDigest() {
    try {
      return CanonicalJson.digest(content(proven, translation));
    } catch (MalformedJson e) {
      return contentDigest;
    }
  }

  /** Returns the delivery that contained it. */
  public Delivery delivery() {
    return proven.delivery();
  }

  /** Returns its remark for the event log; null for none. */
  public @Nullable String remark() {
    return translation == null ? null : translation.remark();
  }

  /** Returns its change for the catalog; empty if it could not be translated. */
  public Optional<Pending> pending() {
    Delivery delivery = delivery();
    return Optional.ofNullable(translation)
        .map(Translation::change)
        .map(
            change -> new Pending(delivery.id(), delivery.source(), delivery.receivedAt(), change));
  }
}
