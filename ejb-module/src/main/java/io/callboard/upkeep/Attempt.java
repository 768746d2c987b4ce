package io.callboard.upkeep;

import java.lang.System.Logger.Level;
import java.sql.SQLException;

/**
 * Work that recurs. What cannot be done now is done the next time: a scheduled task that throws is
 * never run again (Jakarta Concurrency, ManagedScheduledExecutorService), so only a lack of memory
 * passes.
 */
final class Attempt {
  private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

  private Attempt() {}

  /** Work that may fail for want of a database. */
  interface Work {
    void run() throws SQLException;
  }

  /** Does some work, or logs why that was not possible. */
  static void at(String name, Work work) {
    try {
      work.run();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Error e) {
      LOG.log(Level.ERROR, name + " is put off", e);
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "{0} is put off: {1}", name, e.toString());
    }
  }
}
