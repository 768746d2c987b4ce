package io.callboard.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callboard.intake.reception.SourceCheck;
import io.callboard.intake.source.Providers;
import io.callboard.json.JsonMembers;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.signature.Verification;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifying a body from an unknown sender allocates at most {@value #MULTIPLE} times the body's
 * bytes, including garbage, for any body.
 */
class ProofMemoryTest {
  private static final int BODY = 1 << 20;
  private static final int MULTIPLE = 4;
  private static final String SIGNATURE = "0".repeat(64);
  private static final String DATA = "\"data\":{\"_id\":\"1\"}}";
  private static final String IN_DATA =
      "{\"type\":\"a.b\",\"date\":1,\"signature\":\"" + SIGNATURE + "\",\"data\":{";

  /** The header of a token, {@code {"alg":"HS256"}}. */
  private static final String HEADER = "eyJhbGciOiJIUzI1NiJ9";

  private static final String MAC = "A".repeat(43);

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Providers PROVIDERS = AllProviders.found();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Returns the names of the worst bodies of each provider and scheme. */
  static List<String> worst() {
    return List.copyOf(bodies().keySet());
  }

  @ParameterizedTest
  @MethodSource("worst")
  void isASmallMultipleOfTheBody(String name) {
    byte[] body = bodies().getOrDefault(name, "").getBytes(UTF_8);
    assertThat(body).hasSizeBetween(BODY * 9 / 10, BODY);
    String[] words = name.split(" ", -1);
    verify(words[0], "{}".getBytes(UTF_8));
    verify(words[0], body);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    Verification verification = verify(words[0], body);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(verification).isInstanceOf(Verification.Refused.class);
    assertThat(allocated).as("allocated bytes").isLessThan((long) MULTIPLE * BODY);
  }

  private static Verification verify(String kind, byte[] body) {
    boolean scheme = !List.of("filmmakers", "mediastream", "waymark").contains(kind);
    Source source =
        Deliveries.source(
            scheme ? "signed" : kind,
            SignaturePolicy.REQUIRED,
            Map.of("scheme", kind, "hmac.header", "x-signature"),
            "whsec_c2VjcmV0");
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("x-signature", List.of(kind.equals("hmac") ? SIGNATURE : "t=1,v1=" + SIGNATURE));
    headers.put("webhook-id", List.of("m"));
    headers.put("webhook-timestamp", List.of("1"));
    headers.put("webhook-signature", List.of("v1," + "A".repeat(43) + "="));
    String type = kind.equals("waymark") ? "application/jwt" : "application/json";
    Delivery delivery = new Delivery(new UUID(0x7000L, 0), "test", type, headers, body, NOW, "::1");
    return new SourceCheck(PROVIDERS).verify(delivery, source, null);
  }

  /** Returns the bodies by names that begin with the provider or the scheme. */
  private static Map<String, String> bodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (String raw : List.of("filmmakers", "timestamped-hmac", "hmac", "standard-webhooks")) {
      bodies.put(raw + " members", members("\"%s\":{}"));
    }
    for (String kind : List.of("waymark", "jwt")) {
      bodies.put(kind + " without a full stop", filled("", "A", ""));
      bodies.put(kind + " header", filled("", "A", ".A." + MAC));
      bodies.put(kind + " payload", filled(HEADER + ".", "A", "." + MAC));
      bodies.put(kind + " signature", filled(HEADER + ".A.", "A", ""));
      bodies.put(kind + " white space", filled("", " ", HEADER + ".A." + MAC));
    }
    bodies.put("mediastream empty objects", members("\"%s\":{}"));
    bodies.put("mediastream short members", members("\"%s\":1"));
    bodies.put("mediastream most members", mostMembers(""));
    bodies.put("mediastream most members of some length", mostMembers("n".repeat(20)));
    bodies.put("mediastream long names", members("\"%s" + "n".repeat(900) + "\":1"));
    bodies.put("mediastream long Chinese names", members("\"%s" + "\u5a92".repeat(900) + "\":1"));
    bodies.put("mediastream small objects", list("{\"a\":1,\"b\":1,\"c\":1},"));
    bodies.put("mediastream objects of nothing", list("{},"));
    bodies.put("mediastream arrays of nothing", list("[],"));
    bodies.put("mediastream deep arrays", list("[".repeat(90) + "]".repeat(90) + ","));
    bodies.put("mediastream deep objects", list("{\"a\":".repeat(90) + "1" + "}".repeat(90) + ","));
    bodies.put("mediastream numbers", list("1,"));
    bodies.put("mediastream long numbers", list("9".repeat(JsonMembers.MAX_NUMBER) + ","));
    for (String text : List.of("a", "\u5a92", "\\n", "\\u5a92")) {
      bodies.put("mediastream long type of " + text, filled("{\"type\":\"", text, "\"," + DATA));
      bodies.put("mediastream long signature of " + text, filled("{\"signature\":\"", text, "\"}"));
      bodies.put("mediastream long id of " + text, filled(IN_DATA + "\"id\":\"", text, "\"}}"));
      bodies.put("mediastream long text of " + text, filled(IN_DATA + "\"t\":\"", text, "\"}}"));
    }
    return bodies;
  }

  private static String members(String member) {
    StringBuilder json = new StringBuilder(IN_DATA);
    for (int i = 0; json.length() < BODY * 95 / 100 - 4_000; i++) {
      json.append(member.formatted(name(i))).append(',');
      if (member.contains("\u5a92") && json.length() > BODY * 32 / 100) {
        break;
      }
    }
    return json.append("\"_id\":\"1\"}}").toString();
  }

  /** Returns a body with the most members that are allowed, filled up by a text. */
  private static String mostMembers(String suffix) {
    String members =
        IntStream.range(0, JsonMembers.MAX_MEMBERS - 10)
            .mapToObj(i -> "\"" + name(i) + suffix + "\":1,")
            .collect(Collectors.joining());
    return filled(IN_DATA + members + "\"t\":\"", "a", "\",\"_id\":\"1\"}}");
  }

  private static String list(String element) {
    return filled(IN_DATA + "\"l\":[", element, "0],\"_id\":\"1\"}}");
  }

  private static String filled(String start, String part, String end) {
    int room = BODY - (start + end).getBytes(UTF_8).length;
    return start + part.repeat(room / part.getBytes(UTF_8).length) + end;
  }

  private static String name(int number) {
    return Integer.toString(number + 36 * 36 * 36, 36);
  }
}
