package io.callboard.web.hooks;

import io.callboard.intake.reception.IntakeLimits;
import io.callboard.intake.source.Sources;
import io.callboard.provider.Source;
import io.callboard.signature.RefusalReason;
import io.callboard.signature.Verification.Refused;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks that need no body, so that a refused request costs no buffer. */
@Dependent
class HeadCheck {
  /** Values of {@code Sec-Fetch-Site} for a request of the browser's user or of our own pages. */
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  /** Values that mean no content coding: its name, and a charset that some senders put there. */
  private static final Set<String> UNCODED = Set.of("identity", "utf-8", "utf8");

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  private final Sources sources;
  private final IntakeLimits limits;

  @Inject
  HeadCheck(Sources sources, IntakeLimits limits) {
    this.sources = sources;
    this.limits = limits;
  }

  /** Returns why a request is refused; empty if its body has to be read. */
  Optional<Refused> refusal(HookHead head) {
    return Stream.<Check>of(
            this::source, this::size, this::method, this::site, this::coding, this::announced)
        .flatMap(check -> check.of(head).stream())
        .findFirst();
  }

  private interface Check {
    Optional<Refused> of(HookHead head);
  }

  private static Optional<Refused> unless(boolean good, RefusalReason reason, String detail) {
    return good ? Optional.empty() : Optional.of(new Refused(reason, detail));
  }

  private Optional<Refused> size(HookHead head) {
    return unless(
        head.headers().size() <= limits.maxHeaders(),
        RefusalReason.HEADERS_TOO_LARGE,
        "expected headers of at most " + limits.maxHeaders() + " characters");
  }

  /**
   * Checks the source, its path token and network, and HTTPS. The answer to the sender does not say
   * which check failed; the rejection log does.
   */
  private Optional<Refused> source(HookHead head) {
    return sources
        .named(head.source())
        .map(
            source ->
                unless(
                        source.admits(head.token(), head.address()),
                        RefusalReason.SOURCE_UNKNOWN,
                        "the path token or the sender's network is wrong")
                    .or(() -> https(source, head)))
        .orElseGet(
            () ->
                unless(false, RefusalReason.SOURCE_UNKNOWN, "no source has the name in the path"));
  }

  private static Optional<Refused> https(Source source, HookHead head) {
    return unless(
        head.client().secure() || !source.asksForHttps(),
        RefusalReason.SOURCE_UNKNOWN,
        "the request came over plain HTTP, but the source requires HTTPS (https=required)");
  }

  private Optional<Refused> method(HookHead head) {
    return unless(
        head.method().equals("POST"), RefusalReason.METHOD_NOT_ALLOWED, "expected the method POST");
  }

  /**
   * Refuses requests of browsers for other sites: a page can make its reader's browser send any
   * request, also to hosts that only the reader reaches.
   */
  private Optional<Refused> site(HookHead head) {
    return unless(
        OWN_SITE.containsAll(head.headers().kept().getOrDefault("sec-fetch-site", List.of())),
        RefusalReason.SOURCE_UNKNOWN,
        "a browser sent the request for a page of another site");
  }

  private Optional<Refused> coding(HookHead head) {
    return unless(
        head.headers().kept().getOrDefault("content-encoding", List.of()).stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
            .noneMatch(coding -> TOKEN.matcher(coding).matches() && !UNCODED.contains(coding)),
        RefusalReason.CONTENT_TYPE,
        "expected a body without a content coding");
  }

  private Optional<Refused> announced(HookHead head) {
    return unless(
        head.announced() <= limits.maxBody(),
        RefusalReason.BODY_TOO_LARGE,
        "expected a body of at most " + limits.maxBody() + " bytes");
  }
}
