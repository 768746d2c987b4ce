package io.callboard.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The lines that one class logs, from level INFO upwards, until this object is closed. */
public final class LoggedLines extends Handler {
  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LoggedLines(Logger logger) {
    this.logger = logger;
  }

  /** Starts to collect. */
  public static LoggedLines of(Class<?> type) {
    Logger logger = Logger.getLogger(type.getName());
    LoggedLines lines = new LoggedLines(logger);
    logger.addHandler(lines);
    return lines;
  }

  /** Returns the lines collected so far, and starts again. */
  public List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(new SimpleFormatter().formatMessage(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
