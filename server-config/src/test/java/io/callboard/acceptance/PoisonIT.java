package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names that collide in a parser's table, whatever its seed, delay neither readers nor events. Each
 * document alone is harmless.
 */
@ExtendWith(SharedServer.class)
class PoisonIT {
  private static final int HEADERS = 185;
  private static final int MEMBERS = 120;

  private final Instant now = Instant.now();
  private final Callboard admin;

  PoisonIT(Callboard callboard) {
    this.admin = callboard;
  }

  /**
   * Returns the {@code number}th name of one hash: both pairs have the same value of 33 * h + c.
   */
  private static String colliding(int number, String pair, String other) {
    return IntStream.range(0, 12)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? pair : other)
        .collect(Collectors.joining());
  }

  @Test
  void theRejectionLogIsReadThoughNamesOfHeadersCollide() {
    String source = admin.sources().fresh("mediastream");
    for (int request = 0; request < 8; request++) {
      RawRequest raw = RawRequest.post(admin, source).header("Content-Length", "0");
      for (int header = 0; header < HEADERS; header++) {
        raw.header(colliding(request * HEADERS + header, "c0", "ar"), "1");
      }
      assertThat(raw.send(new byte[0]).status()).isIn(400, 431);
    }
    SignedRequest other = new SignedRequest("application/json", Map.of(), new byte[] {'x'});
    admin.rejected(source, other, 400);

    for (int reading = 0; reading < 3; reading++) {
      assertThat(admin.get("rejections?source=" + source).status()).isEqualTo(200);
    }
  }

  @Test
  void everyEventOfADocumentIsSettledThoughItsNamesCollide() {
    String source = admin.sources().fresh("mediastream");
    for (int part = 0; part < 4; part++) {
      String event = admin.accepted(source, poison(part));
      assertThat(admin.settled(event).path("state").asText()).isEqualTo("APPLIED");
    }
    settles(source, 4);

    admin.change("POST", "sources/" + source + "/pause", "");
    String held = admin.accepted(source, ordinary(6));
    assertThat(admin.settled(held).path("state").asText()).isEqualTo("HELD");
    admin.change("POST", "sources/" + source + "/resume", "");
    Callboard.await(
        () -> admin.current("sources/" + source),
        answer -> answer.path("state").asText().equals("RUNNING"));
    assertThat(admin.settled(held).path("state").asText()).isEqualTo("APPLIED");
    settles(source, 7);
  }

  private void settles(String source, int number) {
    for (SignedRequest request : List.of(ordinary(number), ordinary(number + 1))) {
      JsonNode event = admin.settled(source, request);
      assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    }
    JsonNode ledger = admin.ledger(source);
    assertThat(ledger.path("balanced").asBoolean()).isTrue();
    assertThat(ledger.path("failed").asInt()).isZero();
    assertThat(admin.current("media/" + source + "/poison").path("title").asText())
        .isEqualTo("title " + (number + 1));
  }

  private SignedRequest poison(int part) {
    String members =
        IntStream.range(part * MEMBERS, (part + 1) * MEMBERS)
            .mapToObj(name -> ",\"%s\":1".formatted(colliding(name, "Ab", "BA")))
            .collect(Collectors.joining());
    return media(part, "{\"_id\":\"poison\"" + members + "}");
  }

  private SignedRequest ordinary(int number) {
    return media(number, "{\"_id\":\"poison\",\"title\":\"title %d\"}".formatted(number));
  }

  private SignedRequest media(int number, String data) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET, "media.update", "poison", data, now.plusMillis(number));
  }
}
