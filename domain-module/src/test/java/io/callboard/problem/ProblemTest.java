package io.callboard.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void saysTypeTitleAndStatus() {
    assertThat(Problem.of(404).json())
        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}");
  }

  @Test
  void escapesWhatCameFromOutside() {
    String json = Problem.of(400, "no \"such\"\nthing").with("parameter", "a\"b").json();

    assertThat(json)
        .contains("\"detail\":\"no \\\"such\\\"\\nthing\"")
        .endsWith("\"parameter\":\"a\\\"b\"}");
  }
}
