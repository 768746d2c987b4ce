package io.callboard.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class DeliveryKeysTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String DIGEST = DeliveryKeys.digest(new byte[] {1});

  private final TestDatabase database;

  DeliveryKeysTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void aFreeKeyBelongsToTheFirstWhoClaimsIt() {
    EventKey key = EventKey.of("filmmakers", "a");
    KeyOwner first = owner();
    assertThat(claim(key, first)).containsEntry(key, first);
    assertThat(claim(key, owner())).containsEntry(key, first);
  }

  @Test
  void theSameKeyOfAnotherSourceIsAnotherKey() {
    KeyOwner first = owner();
    KeyOwner second = owner();
    claim(EventKey.of("one", "a"), first);
    assertThat(claim(EventKey.of("two", "a"), second)).containsValue(second);
  }

  @Test
  void aPassedKeyBelongsToItsNewOwner() {
    EventKey key = EventKey.of("mediastream", "a");
    KeyOwner second = owner();
    claim(key, owner());
    database.run(
        entities -> {
          DeliveryKeys keys = new DeliveryKeys(entities);
          keys.lock(new TreeSet<>(List.of(key)));
          keys.pass(new TreeMap<>(Map.of(key, second)), NOW);
        });
    assertThat(claim(key, owner())).containsEntry(key, second);
  }

  @Test
  void claimsThatCrossAgreeOnOneOwnerEach() throws Exception {
    TreeMap<EventKey, Integer> wanted = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      wanted.put(EventKey.of("s", "key" + i), i);
    }
    CyclicBarrier together = new CyclicBarrier(4);
    List<Map<EventKey, KeyOwner>> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Map<EventKey, KeyOwner>>> claims = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Callable<Map<EventKey, KeyOwner>> claim =
            () -> {
              TreeMap<EventKey, KeyOwner> owners = new TreeMap<>();
              wanted.keySet().forEach(key -> owners.put(key, owner()));
              together.await();
              return database.inTransaction(
                  entities -> new DeliveryKeys(entities).claim(owners, NOW));
            };
        claims.add(threads.submit(claim));
      }
      for (Future<Map<EventKey, KeyOwner>> claim : claims) {
        answers.add(claim.get());
      }
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.getFirst()));
  }

  private Map<EventKey, KeyOwner> claim(EventKey key, KeyOwner owner) {
    return database.inTransaction(
        entities -> new DeliveryKeys(entities).claim(new TreeMap<>(Map.of(key, owner)), NOW));
  }

  private static KeyOwner owner() {
    return new KeyOwner(UUID.randomUUID(), DIGEST);
  }
}
