package io.callboard.intake.settlement;

import io.callboard.catalog.Pending;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.intake.Delivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.Translation;
import io.callboard.json.CanonicalJson;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way through settlement.
 *
 * @param translation what it means, null when it could not be translated
 * @param failure why it could not be translated
 * @param contentDigest SHA-256, in hexadecimal, of its {@link Translation#content content}; of its
 *     body when that is null or it could not be translated
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
   * Returns the digest of what its content says, however it was written; of content that is no
   * JSON, {@link #contentDigest}.
   */
  String canonicalDigest() {
    try {
      return CanonicalJson.digest(content(proven, translation));
    } catch (MalformedJson e) {
      return contentDigest;
    }
  }

  /** The delivery that it came with. */
  public Delivery delivery() {
    return proven.delivery();
  }

  /** Returns what the event log says of it beside its state, null for nothing. */
  public @Nullable String remark() {
    return translation == null ? null : translation.remark();
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
