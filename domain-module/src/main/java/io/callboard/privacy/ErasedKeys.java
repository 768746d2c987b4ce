package io.callboard.privacy;

import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventKey;
import io.callboard.eventlog.KeyOwner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The delivery keys of erased events. The plain digest of a key could be found by trial of every id
 * and second. It is therefore replaced by a digest that is keyed with the secret of the erasures.
 * After an erasure is lifted, that digest identifies deliveries from before it.
 */
@ApplicationScoped
public class ErasedKeys {
  private static final HexFormat HEX = HexFormat.of();

  private final DeliveryKeys keys;
  private final ErasedSubjects subjects;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ErasedKeys() {
    this.keys = null;
    this.subjects = null;
  }

  @Inject
  public ErasedKeys(DeliveryKeys keys, ErasedSubjects subjects) {
    this.keys = keys;
    this.subjects = subjects;
  }

  /**
   * Returns the erased events by their keys, for those of these keys that belonged to one. Empty
   * while no erasure was lifted.
   */
  public Map<EventKey, UUID> events(Collection<EventKey> wanted) {
    Optional<byte[]> secret = subjects.secretOfLifted();
    if (secret.isEmpty() || wanted.isEmpty()) {
      return Map.of();
    }
    Map<EventKey, EventKey> concealed = new HashMap<>();
    wanted.forEach(key -> concealed.put(concealed(secret.get(), key), key));
    Map<EventKey, UUID> events = new HashMap<>();
    keys.owners(new TreeSet<>(concealed.keySet()))
        .forEach((key, owner) -> events.put(concealed.get(key), owner.event()));
    return events;
  }

  static EventKey concealed(byte[] secret, EventKey key) {
    return new EventKey(key.source(), concealed(secret, key.hash()));
  }

  static KeyOwner concealed(byte[] secret, KeyOwner owner) {
    return new KeyOwner(owner.event(), concealed(secret, owner.bodyDigest()));
  }

  private static String concealed(byte[] secret, String digest) {
    return HEX.formatHex(ErasedSubjects.digest(secret, HEX.parseHex(digest)));
  }
}
