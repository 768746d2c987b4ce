package io.callboard.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadPermitsTest {
  private static final Duration NOT_AT_ALL = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ReadPermits permits = new ReadPermits(4);

  @Test
  void oneUserHasAtMostHalfOfThem() throws InterruptedException {
    assertThat(permits.take("a", NOT_AT_ALL)).isTrue();
    assertThat(permits.take("a", NOT_AT_ALL)).isTrue();

    assertThat(permits.take("a", NOT_AT_ALL)).isFalse();
    assertThat(permits.take("b", NOT_AT_ALL)).isTrue();
  }

  @Test
  void allUsersTogetherHaveNoMore() throws InterruptedException {
    for (String user : new String[] {"a", "b", "c", "d"}) {
      assertThat(permits.take(user, NOT_AT_ALL)).isTrue();
    }

    assertThat(permits.take("e", Duration.ofMillis(20))).isFalse();
    permits.release("a");
    assertThat(permits.take("e", NOT_AT_ALL)).isTrue();
  }

  @Test
  void whoWaitsGetsThePlaceThatIsGivenBack() throws InterruptedException {
    permits.take("a", NOT_AT_ALL);
    permits.take("a", NOT_AT_ALL);
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> take("a"));

    permits.release("a");

    assertThat(waiting.join()).isTrue();
    assertThat(permits.take("a", NOT_AT_ALL)).isFalse();
  }

  private boolean take(String user) {
    try {
      return permits.take(user, LONG);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
