package io.callboard.upkeep;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class AttemptTest {

  @Test
  void whatFailsIsPutOffWhateverItThrows() {
    for (Throwable failure :
        new Throwable[] {
          new SQLException("away"), new IllegalStateException(), new StackOverflowError()
        }) {
      assertThatCode(() -> attempt(failure)).doesNotThrowAnyException();
    }
  }

  @Test
  void aLackOfMemoryPasses() {
    assertThatThrownBy(() -> attempt(new OutOfMemoryError())).isInstanceOf(OutOfMemoryError.class);
  }

  private static void attempt(Throwable failure) {
    Attempt.at(
        "A test",
        () -> {
          switch (failure) {
            case SQLException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(failure);
          }
        });
  }
}
