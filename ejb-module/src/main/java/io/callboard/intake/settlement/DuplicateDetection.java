package io.callboard.intake.settlement;

import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventKey;
import io.callboard.eventlog.KeyOwner;
import io.callboard.eventlog.StoredEvents;
import io.callboard.privacy.ErasedKeys;
import io.callboard.provider.Translation.OtherContent;
import io.callboard.provider.Translation.Repetition.SameAsLast;
import io.callboard.provider.Translation.Repetition.SameKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The detection of repeated events by their keys. It judges all events of a transaction at once, in
 * order of arrival.
 */
@ApplicationScoped
public class DuplicateDetection {
  /** Prefix of the digest of an unusable event's body; no joined key contains this escape. */
  private static final String UNUSABLE = "\\unusable\n";

  private final DeliveryKeys keys;
  private final StoredEvents log;
  private final Translator translator;
  private final ErasedKeys erased;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected DuplicateDetection() {
    this.keys = null;
    this.log = null;
    this.translator = null;
    this.erased = null;
  }

  @Inject
  DuplicateDetection(
      DeliveryKeys keys, StoredEvents log, Translator translator, ErasedKeys erased) {
    this.keys = keys;
    this.log = log;
    this.translator = translator;
    this.erased = erased;
  }

  /** The relation of an event to earlier events. */
  sealed interface Verdict {
    /** It is new. */
    record First() implements Verdict {}

    /** It repeats another event, or exceeds the number of variants that are held of it. */
    record Duplicate(UUID original) implements Verdict {}

    /** Its key was seen before with other content, and the signature does not cover the content. */
    record Held(UUID original) implements Verdict {}

    /** Its key was seen before with other content, and the content is signed. */
    record Flagged(UUID original) implements Verdict {}
  }

  /**
   * Returns the verdict on every event; an event that cannot be translated is known by its bytes.
   */
  Map<UUID, Verdict> judge(List<Translated> events, Instant now) {
    Map<UUID, Verdict> verdicts = new HashMap<>();
    judgeByKey(events, verdicts, now);
    judgeByLast(events, verdicts, now);
    return verdicts;
  }

  /** An event with its key. */
  private record Keyed(Translated event, EventKey key, OtherContent otherContent) {
    UUID id() {
      return event.delivery().id();
    }

    KeyOwner owner() {
      return new KeyOwner(id(), event.contentDigest());
    }

    /**
     * Returns the event with a key that includes its content, to detect repeats of that content.
     */
    Keyed withContent() {
      return new Keyed(event, key.withContent(event.contentDigest()), otherContent);
    }
  }

  private void judgeByKey(List<Translated> events, Map<UUID, Verdict> verdicts, Instant now) {
    List<Keyed> keyed = new ArrayList<>();
    for (Translated event : events) {
      String source = event.delivery().source();
      if (event.translation() == null) {
        EventKey key = EventKey.of(source, UNUSABLE + event.contentDigest());
        keyed.add(new Keyed(event, key, OtherContent.DUPLICATE));
      } else if (event.translation().key() instanceof SameKey same) {
        keyed.add(new Keyed(event, EventKey.of(source, same.key()), same.otherContent()));
      }
    }
    judgeByErased(keyed, verdicts);
    keyed.removeIf(event -> verdicts.containsKey(event.id()));
    Map<EventKey, KeyOwner> owners = claim(keyed, now);
    Originals originals = new Originals(events, log, translator);
    Map<Keyed, UUID> variants = new LinkedHashMap<>();
    Map<Keyed, UUID> others = new LinkedHashMap<>();
    for (Keyed event : keyed) {
      KeyOwner owner = owner(owners, event);
      if (owner.event().equals(event.id())) {
        verdicts.put(event.id(), new Verdict.First());
      } else if (event.otherContent() == OtherContent.DUPLICATE
          || owner.bodyDigest().equals(event.event().contentDigest())
          || originals.haveSameContent(owner.event(), event.event())) {
        verdicts.put(event.id(), new Verdict.Duplicate(owner.event()));
      } else if (event.otherContent() == OtherContent.HOLD) {
        variants.put(event, owner.event());
      } else {
        others.put(event.withContent(), owner.event());
      }
    }
    judgeVariants(variants, verdicts, now);
    judgeOtherContent(others, verdicts, now);
  }

  /** Judges deliveries from before an erasure that was lifted: they repeat an erased event. */
  private void judgeByErased(List<Keyed> keyed, Map<UUID, Verdict> verdicts) {
    Map<EventKey, UUID> events = erased.events(keyed.stream().map(Keyed::key).toList());
    for (Keyed event : keyed) {
      UUID original = events.get(event.key());
      if (original != null) {
        verdicts.put(event.id(), new Verdict.Duplicate(original));
      }
    }
  }

  /**
   * Judges variants: events whose unsigned content differs from their original. Each takes one of
   * the key's {@link EventKey#MAX_VARIANTS} places; further variants count as duplicates of the
   * original. The key is locked before the places are counted, because otherwise two transactions
   * could take the last place.
   */
  private void judgeVariants(Map<Keyed, UUID> variants, Map<UUID, Verdict> verdicts, Instant now) {
    if (variants.isEmpty()) {
      return;
    }
    SortedSet<EventKey> known = new TreeSet<>();
    variants.keySet().forEach(variant -> known.add(variant.key()));
    keys.lock(known);
    SortedSet<EventKey> places = new TreeSet<>();
    known.forEach(
        key -> IntStream.range(0, EventKey.MAX_VARIANTS).forEach(i -> places.add(key.variant(i))));
    Map<EventKey, KeyOwner> taken = new HashMap<>(keys.owners(places));
    SortedMap<EventKey, KeyOwner> wanted = new TreeMap<>();
    variants.forEach(
        (variant, original) ->
            verdicts.put(variant.id(), placed(variant, original, taken, wanted)));
    if (!wanted.isEmpty()) {
      keys.claim(wanted, now);
    }
  }

  private static Verdict placed(
      Keyed variant, UUID original, Map<EventKey, KeyOwner> taken, Map<EventKey, KeyOwner> wanted) {
    KeyOwner owner = new KeyOwner(variant.id(), variant.event().canonicalDigest());
    for (int number = 0; number < EventKey.MAX_VARIANTS; number++) {
      EventKey place = variant.key().variant(number);
      KeyOwner before = taken.putIfAbsent(place, owner);
      if (before == null) {
        wanted.put(place, owner);
        return new Verdict.Held(original);
      }
      if (before.bodyDigest().equals(owner.bodyDigest())) {
        return new Verdict.Duplicate(before.event());
      }
    }
    return new Verdict.Duplicate(original);
  }

  private void judgeOtherContent(
      Map<Keyed, UUID> others, Map<UUID, Verdict> verdicts, Instant now) {
    Map<EventKey, KeyOwner> owners = claim(List.copyOf(others.keySet()), now);
    others.forEach(
        (event, original) -> {
          KeyOwner owner = owner(owners, event);
          verdicts.put(
              event.id(),
              owner.event().equals(event.id())
                  ? new Verdict.Flagged(original)
                  : new Verdict.Duplicate(owner.event()));
        });
  }

  private void judgeByLast(List<Translated> events, Map<UUID, Verdict> verdicts, Instant now) {
    List<Keyed> keyed = new ArrayList<>();
    for (Translated event : events) {
      if (event.translation() != null && event.translation().key() instanceof SameAsLast last) {
        EventKey key = EventKey.ofLast(event.delivery().source(), last.subject());
        keyed.add(new Keyed(event, key, OtherContent.APPLY));
      }
    }
    if (keyed.isEmpty()) {
      return;
    }
    SortedMap<EventKey, KeyOwner> wanted = wanted(keyed);
    keys.claim(wanted, now);
    Map<EventKey, KeyOwner> last = keys.lock(new TreeSet<>(wanted.keySet()));
    SortedMap<EventKey, KeyOwner> changed = new TreeMap<>();
    for (Keyed event : keyed) {
      KeyOwner owner = owner(last, event);
      if (!owner.event().equals(event.id())
          && owner.bodyDigest().equals(event.event().contentDigest())) {
        verdicts.put(event.id(), new Verdict.Duplicate(owner.event()));
      } else {
        verdicts.put(event.id(), new Verdict.First());
        last.put(event.key(), event.owner());
        changed.put(event.key(), event.owner());
      }
    }
    keys.pass(changed, now);
  }

  private Map<EventKey, KeyOwner> claim(List<Keyed> keyed, Instant now) {
    return keyed.isEmpty() ? Map.of() : keys.claim(wanted(keyed), now);
  }

  /** Returns for each key its first event as the owner to claim. */
  private static SortedMap<EventKey, KeyOwner> wanted(List<Keyed> keyed) {
    SortedMap<EventKey, KeyOwner> wanted = new TreeMap<>();
    keyed.forEach(event -> wanted.putIfAbsent(event.key(), event.owner()));
    return wanted;
  }

  private static KeyOwner owner(Map<EventKey, KeyOwner> owners, Keyed event) {
    KeyOwner owner = owners.get(event.key());
    if (owner == null) {
      throw new IllegalStateException("a claimed key has no owner");
    }
    return owner;
  }
}
