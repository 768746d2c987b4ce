package io.callboard.database.move;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A second process that has the embedded database open, like a server. */
final class OtherProcess {
  private OtherProcess() {}

  /** Starts the process and waits until it has opened the database. */
  static Process start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                "jdbc:h2:file:" + directory + "/database;DATABASE_TO_LOWER=TRUE")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '!') {
      throw new IllegalStateException("the database was not opened");
    }
    return process;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    try (Connection connection =
        DriverManager.getConnection(arguments[0], "callboard", "embedded")) {
      System.out.print('!');
      System.out.flush();
      while (!connection.isClosed() && System.in.read() >= 0) {
        System.out.flush();
      }
    }
  }
}
