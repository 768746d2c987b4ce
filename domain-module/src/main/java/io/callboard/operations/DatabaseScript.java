package io.callboard.operations;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * A file of SQL that makes the embedded database. Its last line says that it is whole: H2 runs one
 * that was cut short, or is empty, without an error.
 *
 * @see <a href="https://www.h2database.com/html/commands.html#script">SCRIPT, RUNSCRIPT</a>
 */
public record DatabaseScript(Path file) {
  private static final byte[] END = "\n-- end\n".getBytes(StandardCharsets.US_ASCII);

  /** Writes all that the connection's transaction sees, to the disk; without passwords. */
  public void write(Connection connection) throws SQLException, IOException {
    execute(connection, "script nopasswords nosettings to ?");
    try (FileChannel written =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      written.write(ByteBuffer.wrap(END));
      written.force(true);
    }
  }

  /**
   * Makes the database, in the place of all that is in it; may be repeated.
   *
   * @throws SQLException if the file is not whole; then nothing is changed
   */
  void run(Connection connection) throws SQLException, IOException {
    if (!isWhole()) {
      throw new SQLException(
          file + " is not whole, so it is not restored: expected a last line \"-- end\"");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop all objects");
    }
    execute(connection, "runscript from ?");
  }

  private boolean isWhole() throws IOException {
    if (Files.size(file) < END.length) {
      return false;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] last = new byte[END.length];
      bytes.seek(bytes.length() - last.length);
      bytes.readFully(last);
      return Arrays.equals(last, END);
    }
  }

  private void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, file.toString());
      statement.execute();
    }
  }
}
