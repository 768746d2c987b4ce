package io.callboard.intake.settlement;

import io.callboard.catalog.InapplicableChange;
import io.callboard.fetch.Overtaken;
import io.callboard.persistence.SqlState;
import io.callboard.source.SourceStateChanged;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The kind of failure of a transaction, by its SQLSTATE (SQL standard, PostgreSQL appendix A). Only
 * a data error, or a repeated failure of our own code, may be attributed to an event. An event
 * never becomes {@code FAILED} for any other kind.
 */
public enum Fault {
  /** Class 22 or 23: the database rejects the data; or a record rejects the change. */
  DATA,
  /** Two transactions conflicted; an immediate retry may succeed. */
  CONTENTION,
  /** The database is unavailable; work waits until it is available. */
  OUTAGE,
  /** Our own code failed, without any part of the database or the container. */
  CODE,
  /** Any other failure; the broker delivers again, with growing delay. */
  OTHER;

  private static final int MAX_DEPTH = 30;

  /** Packages whose exceptions mean that the container failed. */
  private static final List<String> SERVER =
      List.of(
          "jakarta.transaction.",
          "jakarta.resource.",
          "jakarta.ejb.",
          "jakarta.jms.",
          "jakarta.enterprise.",
          "javax.naming.",
          "org.hibernate.",
          "org.jboss.",
          "org.wildfly.",
          "com.arjuna.",
          "com.ibm.",
          "io.openliberty.");

  /** Returns the kind of a failure. */
  public static Fault of(Throwable thrown) {
    if (thrown instanceof SourceStateChanged || thrown instanceof Overtaken) {
      return CONTENTION;
    }
    String state = SqlState.innermost(thrown);
    if (state == null) {
      return isCausedBy(thrown, SQLException.class) ? OUTAGE : ofCode(thrown);
    }
    return switch (state) {
      // H2 reports 90131 as the cause of its lock timeout
      case "40001", "40P01", "55P03", "HYT00", "90131" -> CONTENTION;
      case "25006" -> OUTAGE;
      // PostgreSQL's cancelled statement: the database is available
      case "57014" -> OTHER;
      default -> ofClass(state.substring(0, Math.min(2, state.length())));
    };
  }

  /** Returns whether an SQL exception is among the causes of a failure. */
  public static boolean isOfDatabase(Throwable thrown) {
    return isCausedBy(thrown, SQLException.class);
  }

  private static Fault ofClass(String stateClass) {
    return switch (stateClass) {
      case "22", "23" -> DATA;
      // 90 is H2's own class: closed, file or lock failures
      case "08", "53", "57", "58", "90" -> OUTAGE;
      default -> OTHER;
    };
  }

  private static Fault ofCode(Throwable thrown) {
    if (isCausedBy(thrown, InapplicableChange.class)) {
      return DATA;
    }
    return isOfServer(thrown) ? OTHER : CODE;
  }

  /**
   * Returns whether the server may have failed rather than our code: memory, classes, transactions,
   * and persistence exceptions without an SQLSTATE.
   */
  private static boolean isOfServer(Throwable thrown) {
    return chain(thrown)
        .anyMatch(
            at ->
                (at instanceof VirtualMachineError && !(at instanceof StackOverflowError))
                    || at instanceof LinkageError
                    || at instanceof PersistenceException
                    || at instanceof InterruptedException
                    || SERVER.stream().anyMatch(at.getClass().getName()::startsWith));
  }

  /**
   * Returns whether a type is among the causes. For an SQL exception without a state that means the
   * container could not provide a connection.
   */
  private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
    return chain(thrown).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
  }
}
