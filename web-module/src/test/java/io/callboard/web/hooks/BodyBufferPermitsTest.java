package io.callboard.web.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.web.hooks.BodyBufferPermits.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBufferPermitsTest {
  private static final int LARGEST = 10;

  private static Place place(BodyBufferPermits permits, String address) {
    return permits.take(address).orElseThrow();
  }

  @Test
  void boundTheBytesOfANetworkAndOfAll() {
    BodyBufferPermits permits = new BodyBufferPermits(100, 80, LARGEST);
    Place first = place(permits, "192.0.1.1");
    assertThat(first.grow(20)).isTrue();
    assertThat(first.grow(1)).isFalse();
    assertThat(place(permits, "192.0.1.2").grow(1)).isFalse();

    for (int i = 2; i <= 4; i++) {
      assertThat(place(permits, "192.0." + i + ".1").grow(20)).isTrue();
    }
    assertThat(place(permits, "192.0.5.1").grow(1)).isFalse();

    first.close();
    assertThat(place(permits, "192.0.5.1").grow(1)).isTrue();
  }

  @Test
  void haveRoomForOneLargestBodyOfANetwork() {
    BodyBufferPermits permits = new BodyBufferPermits(100, 12, LARGEST);

    assertThat(place(permits, "192.0.1.1").grow(LARGEST)).isTrue();
    assertThat(place(permits, "192.0.1.1").grow(1)).isFalse();
    assertThat(place(permits, "192.0.2.1").grow(3)).isFalse();
    assertThat(place(permits, "192.0.2.1").grow(2)).isTrue();
  }

  @Test
  void areFreedOnce() {
    BodyBufferPermits permits = new BodyBufferPermits(4, 80, LARGEST);
    Place first = place(permits, "192.0.1.1");
    first.close();
    List<Place> taken = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      taken.add(place(permits, "192.0." + i + ".1"));
    }
    first.close();

    assertThat(permits.take("192.0.5.1")).isEmpty();
    assertThat(first.grow(1)).isFalse();
    taken.getLast().close();
    assertThat(permits.take("192.0.5.1")).isPresent();
  }
}
