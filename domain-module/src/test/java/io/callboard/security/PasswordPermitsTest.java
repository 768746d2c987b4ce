package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordPermitsTest {
  private static final String NEAR = "192.0.2.0/24";
  private static final String FAR = "198.51.100.0/24";
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void endChecks() {
    end.countDown();
    threads.shutdown();
  }

  @Test
  void refusesAnUnknownLoginForWhichThereIsNoPermitInTime() throws Exception {
    PasswordPermits permits = new PasswordPermits(1, Duration.ZERO);
    fill(permits, NEAR);

    assertThat(permits.checkUnknown(FAR, () -> true)).isEmpty();
  }

  @Test
  void letsAnUnknownLoginWaitForItsPermit() throws Exception {
    PasswordPermits permits = new PasswordPermits(1, LONG);
    fill(permits, NEAR);
    Future<Optional<Boolean>> other = threads.submit(() -> permits.checkUnknown(FAR, () -> true));

    end.countDown();

    assertThat(other.get()).contains(true);
  }

  @Test
  void givesALoginThatSucceededLatelyAPermitOfItsOwn() throws Exception {
    PasswordPermits permits = new PasswordPermits(1, Duration.ZERO);
    fill(permits, NEAR);

    assertThat(permits.checkKnown(() -> true)).contains(true);
    assertThat(permits.checkIfFree(() -> true)).contains(true);
  }

  @Test
  void leavesOtherNetworksPlacesThatOneNetworkCannotTake() throws Exception {
    PasswordPermits permits = new PasswordPermits(PasswordPermits.PLACES, LONG);
    for (int i = 0; i < PasswordPermits.PLACES_OF_NETWORK; i++) {
      fill(permits, NEAR);
    }

    assertThat(permits.checkUnknown(NEAR, () -> true)).isEmpty();
    assertThat(permits.checkUnknown(FAR, () -> true)).contains(true);
  }

  @Test
  void hasFewPlacesForAllNetworksTogether() throws Exception {
    PasswordPermits permits = new PasswordPermits(2 * PasswordPermits.PLACES, LONG);
    for (int i = 0; i < PasswordPermits.PLACES; i++) {
      fill(permits, "203.0." + i + ".0/24");
    }

    assertThat(permits.checkUnknown(FAR, () -> true)).isEmpty();
  }

  @Test
  void takesPermitAndPlaceBackWhenACheckThrows() {
    PasswordPermits permits = new PasswordPermits(1, Duration.ZERO);
    BooleanSupplier failing =
        () -> {
          throw new IllegalStateException();
        };
    for (int i = 0; i < PasswordPermits.PLACES_OF_NETWORK; i++) {
      assertThatThrownBy(() -> permits.checkUnknown(NEAR, failing))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(permits.checkUnknown(NEAR, () -> false)).contains(false);
  }

  /** Starts a check that lasts until the test ends it. */
  private void fill(PasswordPermits permits, String network) throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    threads.execute(
        () ->
            permits.checkUnknown(
                network,
                () -> {
                  begun.complete(null);
                  awaitEnd();
                  return true;
                }));
    begun.get();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
