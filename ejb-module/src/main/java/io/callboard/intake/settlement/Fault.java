package io.callboard.intake.settlement;

import io.callboard.catalog.InapplicableChange;
import io.callboard.fetch.Overtaken;
import io.callboard.operations.SourceStateChanged;
import io.callboard.persistence.SqlState;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What went wrong in a transaction, by its SQLSTATE (SQL standard, PostgreSQL appendix A). A data
 * error may be an event's own fault, and so may a failure of our own code that repeats. Everything
 * else is an outage, and no event suffers for an outage.
 */
public enum Fault {
  /** Class 22 or 23: the database does not take the data; or a record does not take the change. */
  DATA,
  /** Two transactions were in each other's way; the next try may work at once. */
  CONTENTION,
  /** The database cannot work now: wait until it can. */
  OUTAGE,
  /** Our own code failed, and neither the database nor the container had a part in it. */
  CODE,
  /** Something else failed; the broker delivers again, with growing delay. */
  OTHER;

  private static final int MAX_DEPTH = 30;

  /** Packages whose exceptions say that the container could not do its part. */
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

  /** What kind of failure this is. */
  public static Fault of(Throwable thrown) {
    if (thrown instanceof SourceStateChanged || thrown instanceof Overtaken) {
      return CONTENTION;
    }
    String state = SqlState.innermost(thrown);
    if (state == null) {
      return isCausedBy(thrown, SQLException.class) ? OUTAGE : ofCode(thrown);
    }
    return switch (state) {
      // 90131 is what H2 hides behind its lock timeout
      case "40001", "40P01", "55P03", "HYT00", "90131" -> CONTENTION;
      case "25006" -> OUTAGE;
      default -> ofClass(state.substring(0, Math.min(2, state.length())));
    };
  }

  /** Whether the database had a part in a failure. */
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
   * Whether the server may have failed, not our code: memory, classes, transactions, and whatever
   * persistence says without an SQLSTATE.
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

  /** An SQL exception without a state is the container's, which could not give a connection. */
  private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
    return chain(thrown).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
  }
}
