package io.callboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalIdsTest {
  @ParameterizedTest
  @CsvSource({
    "01a12d68-b800-7000-8000-000000000000, 01a12d68-b800-7000-7fff-ffffffffffff",
    "01a12d68-b800-7000-8000-000000000001, 01a12d68-b800-7000-8000-000000000000",
    "01a12d68-b800-7001-0000-000000000000, 01a12d68-b800-7000-ffff-ffffffffffff"
  })
  void anIdHasOneJustBelowIt(UUID id, UUID below) {
    assertThat(ArrivalIds.before(id)).isEqualTo(below);
  }

  @Test
  void theIdJustAboveOneIsTheOneItIsJustBelow() {
    UUID id = UUID.fromString("01a12d68-b800-7000-ffff-ffffffffffff");

    assertThat(ArrivalIds.before(ArrivalIds.after(id))).isEqualTo(id);
  }
}
