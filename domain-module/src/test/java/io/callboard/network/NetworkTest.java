package io.callboard.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.0.1",
    "192.0.2.128/25,192.0.2.129",
    "192.0.2.7,192.0.2.7",
    "0.0.0.0/0,203.0.113.9",
    "2001:db8::/32,2001:db8:ffff::1",
    "::/0,::1",
    "fe80::/10,fe80::1%eth0",
    "192.0.2.0/24,::ffff:192.0.2.9",
    "::1,0:0:0:0:0:0:0:1"
  })
  void containsAnAddressInside(String network, String address) {
    assertThat(Network.parse(network).orElseThrow().contains(address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,11.0.0.1",
    "192.0.2.128/25,192.0.2.127",
    "192.0.2.7,192.0.2.8",
    "0.0.0.0/0,::1",
    "::/0,192.0.2.1",
    "2001:db8::/33,2001:db8:8000::1",
    "10.0.0.0/8,localhost",
    "10.0.0.0/8,''",
    "10.0.0.0/8,10.0.0"
  })
  void doesNotContainOthers(String network, String address) {
    assertThat(Network.parse(network).orElseThrow().contains(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.1/8",
        "10.0.0/8",
        "010.0.0.0/8",
        "256.0.0.0/8",
        "1.2.3.4.5",
        "::/129",
        "2001:db8::1/32",
        ":::",
        "12345::",
        "localhost",
        "example.org/8",
        "::1%eth0",
        "a:b"
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,192.0.2.254,192.0.3.1",
    "192.0.2.1,::ffff:192.0.2.9,::ffff:192.0.3.9",
    "2001:db8::1,2001:db8::ffff:1:2:3,2001:db8:0:1::1",
    "fe80::1%eth0,fe80::2%eth1,fe80:0:0:1::1",
    "unknown,localhost,192.0.2.1",
    "unknown,192.0.2,192.0.2.1"
  })
  void countsNeighboursTogether(String address, String neighbour, String other) {
    assertThat(Network.neighbourhood(neighbour)).isEqualTo(Network.neighbourhood(address));
    assertThat(Network.neighbourhood(other)).isNotEqualTo(Network.neighbourhood(address));
  }
}
