package io.callboard.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.signature.Hmac.Algorithm;
import io.callboard.signature.Hmac.Encoding;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of GitHub's documentation, "Validating webhook deliveries". */
class HmacTest {
  private static final String HEX =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  private static final List<String> SECRETS = List.of("It's a Secret to Everybody");
  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);

  private static Verification verify(Encoding encoding, String prefix, String... headers) {
    return new Hmac(Algorithm.SHA256, encoding, prefix).verify(List.of(headers), BODY, SECRETS);
  }

  @Test
  void verifiesHexAfterAPrefix() {
    assertThat(verify(Encoding.HEX, "sha256=", "sha256=" + HEX))
        .isEqualTo(new Verified(List.of("body"), 0));
  }

  @Test
  void verifiesBase64() {
    String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(HEX));

    assertThat(verify(Encoding.BASE64, "", " " + base64 + " ")).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sha256=", HEX, "sha1=" + HEX, "sha256=" + HEX + "0", "sha256= " + HEX})
  void refusesAnotherShape(String header) {
    assertThat(((Refused) verify(Encoding.HEX, "sha256=", header)).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @Test
  void refusesAnotherCodeAndNone() {
    assertThat(((Refused) verify(Encoding.HEX, "", "0".repeat(64))).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MISMATCH);
    assertThat(((Refused) verify(Encoding.HEX, "")).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MISSING);
    assertThat(((Refused) verify(Encoding.HEX, "", HEX, HEX)).reason())
        .isEqualTo(RefusalReason.SIGNATURE_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1", "SHA384", "SHA512"})
  void knowsOtherHashes(Algorithm algorithm) {
    assertThat(new Hmac(algorithm, Encoding.HEX, "").verify(List.of(HEX), BODY, SECRETS))
        .isInstanceOf(Refused.class);
  }
}
