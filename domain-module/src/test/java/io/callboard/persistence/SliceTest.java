package io.callboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static final int HALF = Slice.MAX_BYTES / 2;

  @Test
  void endsAtTheLimitAndBeforeThereAreTooManyBytes() {
    assertThat(Slice.rows(List.of(1, 1, 1), 2)).isEqualTo(2);
    assertThat(Slice.rows(List.of(1, 1), 50)).isEqualTo(2);
    assertThat(Slice.rows(List.of(HALF, HALF, 1), 50)).isEqualTo(2);
  }

  @Test
  void hasOneRowHoweverLargeItIs() {
    assertThat(Slice.rows(List.of(5 * HALF, 1), 50)).isEqualTo(1);
    assertThat(Slice.rows(Collections.nCopies(2_000, Integer.MAX_VALUE), 500)).isEqualTo(1);
    assertThat(Slice.rows(List.of(), 50)).isZero();
  }
}
