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
 * Answers whatever a resource or the JAX-RS runtime throws as a problem: 503 while the database is
 * away, and for a question that takes it too long; what was not foreseen is logged under a number,
 * and the client is told the number and nothing else.
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

  /** Whether the database was at fault and not the data or the statement (SQLSTATE classes). */
  private static boolean isOutage(Throwable thrown) {
    String state = state(thrown);
    return state != null && OUR_FAULT.stream().noneMatch(state::startsWith);
  }

  /** The SQLSTATE, empty where the database gave none, null where it was not the database. */
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
                + " s and was ended: narrow it, by source, by id, by time or by a longer text."));
  }

  private static Response outage(Throwable thrown) {
    LOG.log(System.Logger.Level.WARNING, "The database did not answer: {0}", thrown.getMessage());
    return ProblemResponse.builder(Problem.of(503, "The database does not answer at the moment."))
        .header(HttpHeaders.RETRY_AFTER, "5")
        .build();
  }

  private static Response unforeseen(Throwable thrown) {
    String number = UUID.randomUUID().toString();
    LOG.log(System.Logger.Level.ERROR, "A request failed, told to the client as " + number, thrown);
    return ProblemResponse.of(
        Problem.of(500, "An unforeseen failure; the server's log has it under this number.")
            .with("number", number));
  }
}
