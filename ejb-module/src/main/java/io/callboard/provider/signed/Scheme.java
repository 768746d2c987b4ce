package io.callboard.provider.signed;

import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import io.callboard.signature.Freshness;
import io.callboard.signature.Hmac;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.SignedToken;
import io.callboard.signature.StandardWebhooks;
import io.callboard.signature.TimestampedHmac;
import io.callboard.signature.TokenAlgorithm;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The signature schemes that a source may name. */
enum Scheme {
  STANDARD_WEBHOOKS(Duration.ofMinutes(5)) {
    @Override
    void examine(Source source, SourceFindings findings) {
      if (!source.secrets().stream().allMatch(StandardWebhooks::isSecret)) {
        findings.wrong("secrets", "whsec_ followed by base64 in each secret");
      }
    }

    @Override
    Verification verify(Delivery delivery, Source source) {
      return new StandardWebhooks(freshness(source))
          .verify(
              StandardWebhooks.Headers.of(delivery::header),
              delivery.body(),
              source.secrets(),
              delivery.receivedAt());
    }

    @Override
    Optional<String> signedId(ProvenDelivery event) {
      return event.proves("id")
          ? StandardWebhooks.Headers.of(event.delivery()::header).id().stream()
              .map(String::strip)
              .findFirst()
          : Optional.empty();
    }

    @Override
    Set<String> headers(Source source) {
      return StandardWebhooks.Headers.NAMES;
    }
  },
  TIMESTAMPED_HMAC(Duration.ofDays(3)) {
    @Override
    void examine(Source source, SourceFindings findings) {
      examineHeader(HEADER, header(source), findings);
    }

    @Override
    Verification verify(Delivery delivery, Source source) {
      List<String> headers = delivery.header(header(source));
      return new TimestampedHmac(freshness(source))
          .verify(headers, delivery.body(), source.secrets(), delivery.receivedAt());
    }

    @Override
    Set<String> headers(Source source) {
      return Set.of(header(source));
    }

    private static String header(Source source) {
      return setting(source, HEADER, "x-signature").toLowerCase(Locale.ROOT);
    }

    private static final String HEADER = "timestamped-hmac.header";
  },
  HMAC(Duration.ZERO) {
    @Override
    void examine(Source source, SourceFindings findings) {
      HmacSettings.examine(source, findings);
    }

    @Override
    Verification verify(Delivery delivery, Source source) {
      HmacSettings settings = HmacSettings.of(source);
      return new Hmac(settings.algorithm(), settings.encoding(), settings.prefix())
          .verify(delivery.header(settings.header()), delivery.body(), source.secrets());
    }

    @Override
    Set<String> headers(Source source) {
      return Set.of(HmacSettings.of(source).header());
    }

    @Override
    boolean provesTime() {
      return false;
    }
  },
  JWT(Duration.ofSeconds(60)) {
    @Override
    void examine(Source source, SourceFindings findings) {
      if (algorithms(source).isEmpty()) {
        findings.wrong(ALGORITHMS, TokenAlgorithm.EXPECTED);
      }
    }

    @Override
    Duration ahead(Source source) {
      return Objects.requireNonNullElse(source.ahead(), Duration.ofSeconds(60));
    }

    // Only exp limits the age of a token, and the sender chooses it.
    @Override
    boolean provesTime() {
      return false;
    }

    private static Optional<Set<TokenAlgorithm>> algorithms(Source source) {
      return TokenAlgorithm.allowed(source.settings().apply(ALGORITHMS));
    }

    private static final String ALGORITHMS = "jwt.algorithms";

    @Override
    Verification verify(Delivery delivery, Source source) {
      if (isPlainObject(delivery.body())) {
        return new Refused(
            RefusalReason.SIGNATURE_MISSING, "the body is plain JSON: expected a token");
      }
      return new SignedToken(
              source.settings().apply("jwt.issuer").orElse(null),
              source.settings().apply("jwt.claim").orElse(null),
              algorithms(source).orElse(TokenAlgorithm.DEFAULT),
              ahead(source),
              tolerance(source))
          .verify(delivery.body(), source.secrets(), delivery.receivedAt());
    }
  };

  private static final Duration AHEAD = Duration.ofMinutes(5);
  private final Duration tolerance;

  Scheme(Duration tolerance) {
    this.tolerance = tolerance;
  }

  abstract Verification verify(Delivery delivery, Source source);

  void examine(Source source, SourceFindings findings) {}

  /** Returns whether a good signature proves when it was made. */
  boolean provesTime() {
    return true;
  }

  /** Returns the lower-case names of the headers that verification reads. */
  Set<String> headers(Source source) {
    return Set.of();
  }

  /** Returns the event's id if the scheme has one of its own and the signature proved it. */
  Optional<String> signedId(ProvenDelivery event) {
    return Optional.empty();
  }

  Duration tolerance(Source source) {
    return Objects.requireNonNullElse(source.tolerance(), tolerance);
  }

  /** Returns how far the sender's clock may run ahead. */
  Duration ahead(Source source) {
    return Objects.requireNonNullElse(source.ahead(), AHEAD);
  }

  Freshness freshness(Source source) {
    return new Freshness(tolerance(source), ahead(source));
  }

  /** Returns whether a body is an event without a token around it: no token begins with a brace. */
  static boolean isPlainObject(byte[] body) {
    int first = 0;
    while (first < body.length && Character.isWhitespace(body[first] & 0xFF)) {
      first++;
    }
    return first < body.length && body[first] == '{';
  }

  /** Returns the scheme that a source names; empty if it names no known one. */
  static Optional<Scheme> of(Source source) {
    String word = setting(source, "scheme", "");
    return Arrays.stream(values()).filter(scheme -> scheme.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Scheme::word).collect(Collectors.joining(", "));
  }

  static String setting(Source source, String setting, String otherwise) {
    return source.settings().apply(setting).orElse(otherwise);
  }

  /**
   * Validates the name of a signature header. A signature in a header that deliveries do not keep
   * could never be found.
   */
  static void examineHeader(String setting, String name, SourceFindings findings) {
    if (Delivery.CREDENTIALS.contains(name)) {
      findings.wrong(
          setting,
          "a header other than "
              + String.join(", ", new TreeSet<>(Delivery.CREDENTIALS))
              + ", which are never kept");
    } else if (!name.matches("[a-z0-9!#$%&'*+.^_`|~-]{1,100}")) {
      findings.wrong(setting, "the name of a header");
    }
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
