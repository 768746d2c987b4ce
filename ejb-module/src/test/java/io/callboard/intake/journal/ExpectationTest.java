package io.callboard.intake.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final int WINDOW = 16;
  private final Expectation expectation = new Expectation();

  @Test
  void expectsTheMostUntilBundlesAreKnown() {
    assertThat(expectation.next()).isEqualTo(Bundle.MAX_EVENTS);
    note(20, 1);
    assertThat(expectation.next()).isEqualTo(Bundle.MAX_EVENTS);
  }

  @Test
  void expectsTheLargestBundleOfLate() {
    note(20, WINDOW - 1);
    note(32, 1);
    note(25, 1);
    assertThat(expectation.next()).isEqualTo(32);

    note(25, WINDOW);
    assertThat(expectation.next()).isEqualTo(25);
  }

  @Test
  void expectsTheMostOnceInAWindowAndSoNoticesNewSenders() {
    note(20, WINDOW);
    assertThat(expectation.next()).isEqualTo(Bundle.MAX_EVENTS);
    note(100, 1);
    assertThat(expectation.next()).isEqualTo(20);
    note(20, WINDOW);
    assertThat(expectation.next()).isEqualTo(100);
  }

  private void note(int size, int times) {
    IntStream.range(0, times).forEach(i -> expectation.note(size));
  }
}
