package io.callboard.network;

import static io.callboard.network.Admission.Verdict.ADMITTED;
import static io.callboard.network.Admission.Verdict.FOREIGN;
import static io.callboard.network.Admission.Verdict.READABLE_ON_THE_WAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.network.Admission.Verdict;
import io.callboard.testing.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,true,ADMITTED",
    "10.1.2.3,false,READABLE_ON_THE_WAY",
    "127.0.0.1,false,ADMITTED",
    "127.8.9.10,false,ADMITTED",
    "203.0.113.9,true,FOREIGN",
    "203.0.113.9,false,FOREIGN",
    "unknown,true,FOREIGN",
    "::1,false,FOREIGN"
  })
  void letsTheIntranetInByHttps(String address, boolean secure, Verdict verdict) {
    Admission admission = admission(Map.of(Admission.INTRANET, "10.0.0.0/8,127.0.0.0/8"));

    assertThat(admission.of(new Client(address, secure))).isEqualTo(verdict);
  }

  @Test
  void letsEveryNetworkInWhereNoneIsNamed() {
    Admission admission = admission(Map.of());

    assertThat(admission.of(new Client("203.0.113.9", true))).isEqualTo(ADMITTED);
    assertThat(admission.of(new Client("203.0.113.9", false))).isEqualTo(READABLE_ON_THE_WAY);
    assertThat(admission.of(new Client("::1", false))).isEqualTo(ADMITTED);
    assertThat(admission(Map.of(Admission.INTRANET, "::1")).of(new Client("127.0.0.1", true)))
        .isEqualTo(FOREIGN);
  }

  @Test
  void namesTheKeyOfNetworksThatAreNone() {
    assertThatThrownBy(() -> admission(Map.of(Admission.INTRANET, "everyone")))
        .hasMessageStartingWith("callboard.intranet.networks: expected networks");
  }

  private static Admission admission(Map<String, String> settings) {
    Settings config = new Settings(settings);
    return new Admission(new Clients(config), config);
  }
}
