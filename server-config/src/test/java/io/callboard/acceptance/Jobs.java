package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;

/** Jobs as those who ask for them follow them. */
final class Jobs {
  private static final Set<String> OVER = Set.of("DONE", "CANCELLED");

  private Jobs() {}

  /** The job that an answer announces, once it is over. */
  static JsonNode over(Callboard callboard, Answer started) {
    assertThat(started.status()).describedAs(started.text()).isEqualTo(202);
    String path = URI.create(started.header("location")).getPath().replaceAll(".*/api/v1/", "");
    return Callboard.await(
        () -> callboard.current(path), job -> OVER.contains(job.path("state").asText()));
  }
}
