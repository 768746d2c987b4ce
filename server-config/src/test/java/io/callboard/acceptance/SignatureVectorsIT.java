package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.acceptance.Vectors.Vector;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published vector, sent as a request to a source with the vector's secrets. */
@ExtendWith(SharedServer.class)
class SignatureVectorsIT {
  private final Callboard callboard;

  SignatureVectorsIT(Callboard callboard) {
    this.callboard = callboard;
  }

  static Stream<Vector> good() {
    return Vectors.all().stream().filter(Vector::isVerified);
  }

  static Stream<Vector> bad() {
    return Vectors.all().stream().filter(vector -> !vector.isVerified());
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("good")
  void takesInWhatIsProvenAndSaysWhatWas(Vector vector) {
    JsonNode event = callboard.settled(vector.source(), vector.request());

    List<String> proven = new ArrayList<>();
    event.path("proven").forEach(part -> proven.add(part.asText()));
    assertThat(proven).containsExactlyElementsOf(vector.proven());
    assertThat(event.path("secretIndex").asInt())
        .isEqualTo(vector.json().path("secret_index").asInt());
    assertThat(callboard.get("events/" + event.path("id").asText() + "/body").body())
        .isEqualTo(vector.request().body());
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("bad")
  void refusesTheOthersAndLogsTheReason(Vector vector) {
    int status = vector.reason().equals("body-malformed") ? 400 : 401;

    JsonNode rejection = callboard.rejected(vector.source(), vector.request(), status);

    assertThat(rejection.path("reason").asText()).isEqualTo(vector.reason());
    assertThat(rejection.path("source").asText()).isEqualTo(vector.source());
    assertThat(rejection.path("size").asInt()).isEqualTo(vector.request().body().length);
    assertThat(vector.isStale() || !rejection.path("quarantined").asBoolean()).isTrue();
  }

  /** One digit is missing in the platform's own example. */
  @Test
  void theRejectionLogSaysHowManyDigitsASignatureHas() {
    String source = callboard.sources().fresh("mediastream");
    SignedRequest request =
        SignedRequests.mediastreamUnder(
            "fb587dbd320f690d67aca507b1e12ec1152d49c6ade1c9745863c98348b9a51",
            "media.update",
            "{\"_id\":\"61d4cf6c0f124264a0118b3e\"}",
            Instant.ofEpochMilli(1_648_734_415_606L));

    JsonNode rejection = callboard.rejected(source, request, 401);

    assertThat(rejection.path("reason").asText()).isEqualTo("signature-malformed");
    assertThat(rejection.path("detail").asText()).contains("63 of 64 hex digits");
  }

  @ParameterizedTest
  @MethodSource("bad")
  void doesNotTellWhichCheckFailed(Vector vector) {
    Answer answer = callboard.send(vector.source(), vector.request());

    String expected =
        vector.reason().equals("body-malformed")
            ? "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"expected a body that can be verified\"}"
            : "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                + "\"detail\":\"expected a valid signature\"}";
    assertThat(answer.text()).isEqualTo(expected);
    assertThat(answer.headers()).doesNotContainKey("www-authenticate");
  }
}
