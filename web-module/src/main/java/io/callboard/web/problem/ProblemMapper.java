package io.callboard.web.problem;

import io.callboard.persistence.Reading;
import io.callboard.persistence.TimeLimit;
import io.callboard.problem.Problem;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Maps everything that a resource or the JAX-RS runtime throws to a problem. A database that is
 * down or a query that takes too long is answered 503. An unexpected exception is logged under a
 * number, and the client receives only the number.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());
  private static final List<String> KEPT =
      List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);
  private static final List<String> OUR_FAULT = List.of("22", "23", "42");

  @Override
  public Response toResponse(Throwable thrown) {
    return switch (thrown) {
      case ProblemException refused -> ProblemResponse.of(refused.problem());
      case WebApplicationException e when e.getResponse().getStatus() < 500 -> answer(e);
      case PersistenceException e when Reading.CANCELLED.equals(state(e)) -> tooSlow();
      case PersistenceException e when isOutage(e) -> outage(e);
      default -> unforeseen(thrown);
    };
  }

  private static Response answer(WebApplicationException thrown) {
    Response response = thrown.getResponse();
    if (response.getStatus() < 400) {
      return response;
    }
    var answer = ProblemResponse.builder(Problem.of(response.getStatus()));
    for (String name : KEPT) {
      String value = response.getHeaderString(name);
      if (value != null) {
        answer.header(name, value);
      }
    }
    return answer.build();
  }

  /**
   * Returns whether the database failed, rather than the data or the statement (SQLSTATE classes).
   */
  private static boolean isOutage(Throwable thrown) {
    String state = state(thrown);
    return state != null && OUR_FAULT.stream().noneMatch(state::startsWith);
  }

  /**
   * Returns the SQLSTATE; empty if the database gave none, null if the failure is not the
   * database's.
   */
  private static @Nullable String state(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Objects.requireNonNullElse(sql.getSQLState(), "");
      }
    }
    return null;
  }

  private static Response tooSlow() {
    return ProblemResponse.of(
        Problem.of(
            503,
            "The search took longer than "
                + TimeLimit.OF_READERS.toSeconds()
                + " s and was cancelled; narrow it by source, id or time, or use a longer text."));
  }

  private static Response outage(Throwable thrown) {
    LOG.log(System.Logger.Level.WARNING, "The database did not answer: {0}", thrown.getMessage());
    return ProblemResponse.builder(Problem.of(503, "The database does not answer at the moment."))
        .header(HttpHeaders.RETRY_AFTER, "5")
        .build();
  }

  private static Response unforeseen(Throwable thrown) {
    String number = UUID.randomUUID().toString();
    LOG.log(
        System.Logger.Level.ERROR,
        "A request failed; the client received the number " + number,
        thrown);
    return ProblemResponse.of(
        Problem.of(500, "An unexpected error occurred; the server's log has it under this number.")
            .with("number", number));
  }
}
