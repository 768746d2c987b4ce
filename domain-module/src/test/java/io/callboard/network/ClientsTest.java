package io.callboard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
  private static final String PROXY = "10.0.0.1";
  private final Clients clients = clients("10.0.0.0/24, 2001:db8::1");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "198.51.100.7, 203.0.113.9 | 203.0.113.9",
        "203.0.113.9, 10.0.0.2 | 203.0.113.9",
        "203.0.113.9, 2001:db8::1, 10.0.0.2 | 203.0.113.9",
        "203.0.113.9:4711 | 203.0.113.9",
        "2001:db8::9 | 2001:db8::9",
        "[2001:db8::9]:4711 | 2001:db8::9",
        "10.0.0.7, 10.0.0.2 | 10.0.0.7",
        "nonsense, 203.0.113.9 | 203.0.113.9",
        "203.0.113.9, nonsense | unknown",
        "203.0.113.9, | unknown",
        "203.0.113.9, [2001:db8::9 | unknown",
        "localhost | unknown"
      })
  void takesTheRightmostAddressThatIsNoTrustedProxys(String forwardedFor, String address) {
    List<String> hops = List.of(forwardedFor.split(",\\s*", -1));

    assertThat(clients.behindProxy(hops, null, false).address()).isEqualTo(address);
  }

  @Test
  void theClientOfAProxyThatForwardsNoAddressIsUnknown() {
    assertThat(clients.behindProxy(List.of(), null, true))
        .isEqualTo(new Client(Client.UNKNOWN, true));
    assertThat(clients.of(request(PROXY))).isEqualTo(new Client(Client.UNKNOWN, false));
    assertThat(clients.of(request("203.0.113.9"))).isEqualTo(new Client("203.0.113.9", false));
  }

  @Test
  void aProxyMayProbeForItself() {
    assertThat(clients.ofProbe(request(PROXY))).isEqualTo(new Client(PROXY, false));
    assertThat(clients.ofProbe(request(PROXY, "203.0.113.9")))
        .isEqualTo(new Client("203.0.113.9", false));
  }

  private static HttpServletRequest request(String peer, String... forwardedFor) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "isSecure" -> false;
                  case "getHeaders" ->
                      Collections.enumeration(
                          arguments[0].equals("X-Forwarded-For")
                              ? List.of(forwardedFor)
                              : List.of());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void readsNoMoreHopsThanAnybodyHas() {
    List<String> hops = Collections.nCopies(Clients.MAX_HOPS, "10.0.0.2");
    List<String> more = Collections.nCopies(Clients.MAX_HOPS + 1, "10.0.0.2");

    assertThat(clients.behindProxy(hops, null, false).address()).isEqualTo("10.0.0.2");
    assertThat(clients.behindProxy(more, null, false).address()).isEqualTo(Client.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"https,false,true", "HTTPS,false,true", "http,true,false", "'',true,false"})
  void believesATrustedProxyOnHttps(String proto, boolean secure, boolean expected) {
    assertThat(clients.behindProxy(List.of(), proto, secure).secure()).isEqualTo(expected);
  }

  @Test
  void trustsNobodyWhereNothingIsSet() {
    assertThat(new Clients(new Settings(Map.of())).isProxy("127.0.0.1")).isFalse();
    assertThat(clients.isProxy(PROXY)).isTrue();
    assertThat(clients.isProxy("10.0.1.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1/8", "proxy.example.com", "10.0.0.0/24,,10.0.1.0/24"})
  void namesTheKeyOfNetworksThatAreNone(String networks) {
    assertThatThrownBy(() -> clients(networks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("callboard.http.trusted-proxies: expected networks")
        .hasMessageNotContaining(networks);
  }

  private static Clients clients(String networks) {
    return new Clients(new Settings(Map.of(Clients.TRUSTED_PROXIES, networks)));
  }
}
