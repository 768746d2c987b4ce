package io.callboard.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadingPlacesTest {
  private static final Duration NOT_AT_ALL = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ReadingPlaces places = new ReadingPlaces(4);

  @Test
  void oneUserHasAtMostHalfOfThem() throws InterruptedException {
    assertThat(places.take("a", NOT_AT_ALL)).isTrue();
    assertThat(places.take("a", NOT_AT_ALL)).isTrue();

    assertThat(places.take("a", NOT_AT_ALL)).isFalse();
    assertThat(places.take("b", NOT_AT_ALL)).isTrue();
  }

  @Test
  void allUsersTogetherHaveNoMore() throws InterruptedException {
    for (String user : new String[] {"a", "b", "c", "d"}) {
      assertThat(places.take(user, NOT_AT_ALL)).isTrue();
    }

    assertThat(places.take("e", Duration.ofMillis(20))).isFalse();
    places.release("a");
    assertThat(places.take("e", NOT_AT_ALL)).isTrue();
  }

  @Test
  void whoWaitsGetsThePlaceThatIsGivenBack() throws InterruptedException {
    places.take("a", NOT_AT_ALL);
    places.take("a", NOT_AT_ALL);
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> take("a"));

    places.release("a");

    assertThat(waiting.join()).isTrue();
    assertThat(places.take("a", NOT_AT_ALL)).isFalse();
  }

  private boolean take(String user) {
    try {
      return places.take(user, LONG);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
