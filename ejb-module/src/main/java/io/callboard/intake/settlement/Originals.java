package io.callboard.intake.settlement;

import io.callboard.eventlog.StoredEvent;
import io.callboard.eventlog.StoredEvents;
import io.callboard.provider.ProvenDelivery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The first events of keys, read by one transaction to distinguish a retry that was serialised
 * differently from other content. An original counts as other content if its bytes are no longer
 * kept, or if {@value #MAX_BYTES} bytes of originals have already been read.
 */
final class Originals {
  private static final long MAX_BYTES = 8L << 20;

  private final Map<UUID, Translated> own = new HashMap<>();
  private final Map<UUID, Optional<String>> digests = new HashMap<>();
  private final StoredEvents log;
  private final Translator translator;
  private long read;

  /**
   * Creates the originals of one transaction; they are read on demand.
   *
   * @param own the transaction's events, which are not in the log yet
   */
  Originals(Collection<Translated> own, StoredEvents log, Translator translator) {
    own.forEach(event -> this.own.put(event.delivery().id(), event));
    this.log = log;
    this.translator = translator;
  }

  /** Returns whether an event has the same content as an original. */
  boolean haveSameContent(UUID original, Translated event) {
    Optional<String> digest = digests.computeIfAbsent(original, this::digest);
    return digest.isPresent() && digest.get().equals(event.canonicalDigest());
  }

  private Optional<String> digest(UUID original) {
    Translated ofThisTransaction = own.get(original);
    if (ofThisTransaction != null) {
      return Optional.of(ofThisTransaction.canonicalDigest());
    }
    if (read >= MAX_BYTES) {
      return Optional.empty();
    }
    Optional<ProvenDelivery> stored =
        log.read(List.of(original)).stream().findFirst().flatMap(this::delivery);
    return stored.map(translator::translate).map(Translated::canonicalDigest);
  }

  private Optional<ProvenDelivery> delivery(StoredEvent event) {
    read += event.body() == null ? 0 : event.body().length;
    return ProvenDelivery.of(event);
  }
}
