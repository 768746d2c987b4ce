package io.callboard.provider.signed;

import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import io.callboard.signature.Hmac.Algorithm;
import io.callboard.signature.Hmac.Encoding;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The settings {@code callboard.sources.<name>.hmac.*} of a plain HMAC. */
record HmacSettings(String header, Algorithm algorithm, Encoding encoding, String prefix) {
  private static final Map<String, Algorithm> ALGORITHMS =
      Map.of(
          "sha1", Algorithm.SHA1,
          "sha256", Algorithm.SHA256,
          "sha384", Algorithm.SHA384,
          "sha512", Algorithm.SHA512);
  private static final Map<String, Encoding> ENCODINGS =
      Map.of("hex", Encoding.HEX, "base64", Encoding.BASE64);

  static HmacSettings of(Source source) {
    return new HmacSettings(
        header(source),
        Objects.requireNonNull(ALGORITHMS.get(algorithm(source))),
        Objects.requireNonNull(ENCODINGS.get(encoding(source))),
        Scheme.setting(source, "hmac.prefix", ""));
  }

  /**
   * Validates the settings. The scheme signs no time, so without an id an old event could be
   * replayed for ever.
   */
  static void examine(Source source, SourceFindings findings) {
    if (source.settings().apply(Pointers.ID).isEmpty()) {
      findings.wrong(Pointers.ID, "a JSON pointer to the event's id, because hmac proves no time");
    }
    findings.warn(
        "scheme", "hmac proves no time, so the keys of this source's events are kept for ever");
    Scheme.examineHeader("hmac.header", header(source), findings);
    if (!ALGORITHMS.containsKey(algorithm(source))) {
      findings.wrong("hmac.algorithm", "sha256, sha384, sha512 or sha1");
    }
    if (!ENCODINGS.containsKey(encoding(source))) {
      findings.wrong("hmac.encoding", "hex or base64");
    }
  }

  private static String header(Source source) {
    return Scheme.setting(source, "hmac.header", "").toLowerCase(Locale.ROOT);
  }

  private static String algorithm(Source source) {
    return Scheme.setting(source, "hmac.algorithm", "sha256");
  }

  private static String encoding(Source source) {
    return Scheme.setting(source, "hmac.encoding", "hex");
  }
}
