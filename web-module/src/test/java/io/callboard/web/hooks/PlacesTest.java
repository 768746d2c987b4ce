package io.callboard.web.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.web.hooks.Places.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final int LARGEST = 10;

  private static Place place(Places places, String address) {
    return places.take(address).orElseThrow();
  }

  @Test
  void boundTheBytesOfANetworkAndOfAll() {
    Places places = new Places(100, 80, LARGEST);
    Place first = place(places, "192.0.1.1");
    assertThat(first.grow(20)).isTrue();
    assertThat(first.grow(1)).isFalse();
    assertThat(place(places, "192.0.1.2").grow(1)).isFalse();

    for (int i = 2; i <= 4; i++) {
      assertThat(place(places, "192.0." + i + ".1").grow(20)).isTrue();
    }
    assertThat(place(places, "192.0.5.1").grow(1)).isFalse();

    first.close();
    assertThat(place(places, "192.0.5.1").grow(1)).isTrue();
  }

  @Test
  void haveRoomForOneLargestBodyOfANetwork() {
    Places places = new Places(100, 12, LARGEST);

    assertThat(place(places, "192.0.1.1").grow(LARGEST)).isTrue();
    assertThat(place(places, "192.0.1.1").grow(1)).isFalse();
    assertThat(place(places, "192.0.2.1").grow(3)).isFalse();
    assertThat(place(places, "192.0.2.1").grow(2)).isTrue();
  }

  @Test
  void areFreedOnce() {
    Places places = new Places(4, 80, LARGEST);
    Place first = place(places, "192.0.1.1");
    first.close();
    List<Place> taken = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      taken.add(place(places, "192.0." + i + ".1"));
    }
    first.close();

    assertThat(places.take("192.0.5.1")).isEmpty();
    assertThat(first.grow(1)).isFalse();
    taken.getLast().close();
    assertThat(places.take("192.0.5.1")).isPresent();
  }
}
