package io.callboard.intake.settlement;

import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventKey;
import io.callboard.eventlog.KeyOwner;
import io.callboard.intake.Translation.OtherContent;
import io.callboard.intake.Translation.Repetition.SameAsLast;
import io.callboard.intake.Translation.Repetition.SameKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Tells events from repetitions of them. Looks at the whole bundle at once, in order of arrival.
 */
@ApplicationScoped
public class Repetitions {
  /** Precedes the digest of an unusable event's body; joined keys have no such escape. */
  private static final String UNUSABLE = "\\unusable\n";

  private final DeliveryKeys keys;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Repetitions() {
    this.keys = null;
  }

  @Inject
  Repetitions(DeliveryKeys keys) {
    this.keys = keys;
  }

  /** What an event is in view of those that came before. */
  sealed interface Verdict {
    /** It is new. */
    record First() implements Verdict {}

    /** It repeats another. */
    record Duplicate(UUID original) implements Verdict {}

    /** Its key came before with other content, and the signature does not cover the content. */
    record Held(UUID original) implements Verdict {}

    /** Its key came before with other content, and the content is signed. */
    record Flagged(UUID original) implements Verdict {}
  }

  /** The verdict on every event; one that could not be translated is known by its bytes. */
  Map<UUID, Verdict> judge(List<Translated> events, Instant now) {
    Map<UUID, Verdict> verdicts = new HashMap<>();
    judgeByKey(events, verdicts, now);
    judgeByLast(events, verdicts, now);
    return verdicts;
  }

  /** An event with the key that it is known by. */
  private record Keyed(Translated event, EventKey key, OtherContent otherContent) {
    UUID id() {
      return event.delivery().id();
    }

    KeyOwner owner() {
      return new KeyOwner(id(), event.contentDigest());
    }

    /** The key of this very content, by which repetitions of other content are known. */
    Keyed withContent() {
      EventKey withContent = EventKey.of(key.source(), key.hash() + "\n" + event.contentDigest());
      return new Keyed(event, withContent, otherContent);
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
    Map<EventKey, KeyOwner> owners = claim(keyed, now);
    Map<Keyed, UUID> others = new LinkedHashMap<>();
    for (Keyed event : keyed) {
      KeyOwner owner = owner(owners, event);
      if (owner.event().equals(event.id())) {
        verdicts.put(event.id(), new Verdict.First());
      } else if (event.otherContent() == OtherContent.DUPLICATE
          || owner.bodyDigest().equals(event.event().contentDigest())) {
        verdicts.put(event.id(), new Verdict.Duplicate(owner.event()));
      } else {
        others.put(event.withContent(), owner.event());
      }
    }
    judgeOtherContent(others, verdicts, now);
  }

  private void judgeOtherContent(
      Map<Keyed, UUID> others, Map<UUID, Verdict> verdicts, Instant now) {
    Map<EventKey, KeyOwner> owners = claim(List.copyOf(others.keySet()), now);
    others.forEach(
        (event, original) -> {
          KeyOwner owner = owner(owners, event);
          if (!owner.event().equals(event.id())) {
            verdicts.put(event.id(), new Verdict.Duplicate(owner.event()));
          } else if (event.otherContent() == OtherContent.HOLD) {
            verdicts.put(event.id(), new Verdict.Held(original));
          } else {
            verdicts.put(event.id(), new Verdict.Flagged(original));
          }
        });
  }

  private void judgeByLast(List<Translated> events, Map<UUID, Verdict> verdicts, Instant now) {
    List<Keyed> keyed = new ArrayList<>();
    for (Translated event : events) {
      if (event.translation() != null && event.translation().key() instanceof SameAsLast last) {
        EventKey key = EventKey.of(event.delivery().source(), "last\n" + last.subject());
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

  /** The first event of each key wants it. */
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
