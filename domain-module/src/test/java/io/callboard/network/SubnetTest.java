package io.callboard.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.17, 192.0.2.0/24",
    "::ffff:192.0.2.17, 192.0.2.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
    "unknown, unknown",
    "localhost, unknown",
    "'', unknown",
    "1.2.3, unknown"
  })
  void namesTheNetworkOfAnAddress(String address, String network) {
    assertThat(Subnet.of(address)).isEqualTo(network);
  }
}
