package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;

/** Follows jobs as their users do. */
final class Jobs {
  private static final Set<String> OVER = Set.of("DONE", "CANCELLED");

  private Jobs() {}

  /** Waits until the job that an answer announces has ended, and returns the job. */
  static JsonNode over(Callboard callboard, Answer started) {
    assertThat(started.status()).describedAs(started.text()).isEqualTo(202);
    String path = URI.create(started.header("location")).getPath().replaceAll(".*/api/v1/", "");
    return Callboard.await(
        () -> callboard.current(path), job -> OVER.contains(job.path("state").asText()));
  }
}
