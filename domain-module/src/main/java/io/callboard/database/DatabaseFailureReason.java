package io.callboard.database;

import io.callboard.persistence.SqlState;
import org.flywaydb.core.api.FlywayException;

/**
 * The reasons why the database cannot be used, in words that everybody may read. A driver's message
 * can name hosts and users, so only its SQLSTATE is used: those of PostgreSQL (its manual, appendix
 * A) and of H2.
 */
public final class DatabaseFailureReason {
  private static final String IN_LOG = "the server's log says why";

  private DatabaseFailureReason() {}

  /** Returns the reason for an exception. */
  public static String of(Throwable failure) {
    String state = SqlState.innermost(failure);
    return switch (state == null ? "" : state) {
      case "3D000" -> "its server has no database of this name";
      case "53300" -> "all of its connections are in use";
      case "57P01", "57P02", "57P03" -> "it is starting or stopping";
      case "90020" -> "another process has opened its file";
      case String other when other.startsWith("08") -> "nothing answers at its address";
      case String other when other.startsWith("28") -> "it refuses the user or the password";
      default -> isOfSchema(failure) ? "its schema could not be prepared; " + IN_LOG : IN_LOG;
    };
  }

  private static boolean isOfSchema(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FlywayException) {
        return true;
      }
    }
    return false;
  }
}
