package io.callboard.intake.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundleSizeEstimateTest {
  private static final int WINDOW = 16;
  private final BundleSizeEstimate estimate = new BundleSizeEstimate();

  @Test
  void expectsTheMostUntilBundlesAreKnown() {
    assertThat(estimate.next()).isEqualTo(Bundle.MAX_EVENTS);
    note(20, 1);
    assertThat(estimate.next()).isEqualTo(Bundle.MAX_EVENTS);
  }

  @Test
  void expectsTheLargestBundleOfLate() {
    note(20, WINDOW - 1);
    note(32, 1);
    note(25, 1);
    assertThat(estimate.next()).isEqualTo(32);

    note(25, WINDOW);
    assertThat(estimate.next()).isEqualTo(25);
  }

  @Test
  void expectsTheMostOnceInAWindowAndSoNoticesNewSenders() {
    note(20, WINDOW);
    assertThat(estimate.next()).isEqualTo(Bundle.MAX_EVENTS);
    note(100, 1);
    assertThat(estimate.next()).isEqualTo(20);
    note(20, WINDOW);
    assertThat(estimate.next()).isEqualTo(100);
  }

  private void note(int size, int times) {
    IntStream.range(0, times).forEach(i -> estimate.note(size));
  }
}
