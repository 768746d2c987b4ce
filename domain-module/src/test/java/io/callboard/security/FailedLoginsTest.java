package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.security.FailedLogins.Cause;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
  private static final String NETWORK = "192.0.2.0/24";

  private final FailedLogins failed = new FailedLogins();

  @Test
  void namesCausesUsersAndNetworks() {
    failed.count(NETWORK, Optional.of("zoe"));
    failed.count(NETWORK, Optional.of("zoe"));
    failed.count(NETWORK, Optional.of("tom"));
    failed.count("198.51.100.0/24", Optional.empty());
    failed.count(Cause.TOKEN, NETWORK);

    assertThat(failed.take().line())
        .isEqualTo(
            "3 wrong passwords, 1 unknown user names, 1 invalid API tokens;"
                + " users: zoe (2), tom (1);"
                + " networks: 192.0.2.0/24 (4), 198.51.100.0/24 (1)");
  }

  @Test
  void countsAgainFromZeroWhenTaken() {
    failed.count(Cause.DELAYED, NETWORK);

    assertThat(failed.take().total()).isEqualTo(1);
    assertThat(failed.take().total()).isZero();
  }

  @Test
  void keepsFailuresUntilTheyAreRecorded() {
    failed.count(Cause.DELAYED, NETWORK);

    assertThat(failed.unrecorded()).isEqualTo(1);
    failed.count(Cause.DELAYED, NETWORK);
    failed.recorded(1);
    assertThat(failed.unrecorded()).isEqualTo(1);
  }

  @Test
  void countsEndlessUsersAndNetworksTogether() {
    for (int i = 0; i < 1_000; i++) {
      failed.count("10." + i / 256 + "." + i % 256 + ".0/24", Optional.of("user" + i));
    }

    FailedLoginCounts counts = failed.take();

    assertThat(counts.total()).isEqualTo(1_000);
    assertThat(counts.line()).contains("others (990)").hasSizeLessThan(600);
  }
}
