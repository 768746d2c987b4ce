package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every path and method of the OpenAPI document, requested by every role. A client without
 * permission gets 401 or 403 before anything else is checked; one with permission gets any other
 * status. A new path is tested without a change here. No request can change anything: no id exists,
 * and no body is an object.
 */
@ExtendWith(SharedServer.class)
class RolesIT {
  private static final List<String> ROLES =
      List.of("callboard-viewer", "callboard-operator", "callboard-admin");
  private static final Map<String, Callboard> CALLERS = new LinkedHashMap<>();

  private final Callboard callboard;

  RolesIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @BeforeAll
  static void makeTokens(Callboard callboard) {
    CALLERS.clear();
    CALLERS.put("nobody", callboard.asNobody());
    for (String role : ROLES) {
      CALLERS.put(role, callboard.withToken(callboard.newToken("roles-" + role, role)));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPathAsksForItsRole() {
    return operations(callboard).stream()
        .flatMap(
            operation ->
                CALLERS.entrySet().stream()
                    .map(
                        caller ->
                            DynamicTest.dynamicTest(
                                operation + " by " + caller.getKey(),
                                () -> operation.check(caller.getKey(), caller.getValue()))));
  }

  @Test
  void whoOnlyReadsChangesNothing() {
    assertThat(operations(callboard))
        .filteredOn(operation -> !operation.method.equals("GET"))
        .isNotEmpty()
        .extracting(Operation::role)
        .doesNotContain("callboard-viewer");
  }

  private static List<Operation> operations(Callboard callboard) {
    JsonNode paths =
        callboard.request("GET", "api/openapi.json", Map.of(), new byte[0]).json().path("paths");
    List<Operation> operations = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (path.getKey().startsWith("/api/v1/")) {
                            operations.add(Operation.of(path.getKey(), method));
                          }
                        }));
    assertThat(operations).isNotEmpty();
    return operations;
  }

  private record Operation(String method, String path, String role) {
    static Operation of(String path, Map.Entry<String, JsonNode> method) {
      return new Operation(
          method.getKey().toUpperCase(Locale.ROOT),
          path.substring("/api/v1/".length()),
          method.getValue().path("x-role").asText());
    }

    void check(String caller, Callboard callboard) {
      assertThat(ROLES).contains(role);
      Answer answer = callboard.change(method, path.replaceAll("\\{[^}]+}", "of-nothing"), body());
      if (caller.equals("nobody")) {
        answer.isProblem(401);
      } else if (ROLES.indexOf(caller) < ROLES.indexOf(role)) {
        answer.isProblem(403);
      } else {
        assertThat(answer.status())
            .describedAs(answer.text())
            .isNotIn(401, 403, 405)
            .isLessThan(500);
      }
    }

    private String body() {
      return method.equals("GET") || method.equals("DELETE") ? "" : "[]";
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
