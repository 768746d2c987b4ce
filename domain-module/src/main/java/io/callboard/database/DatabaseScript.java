package io.callboard.database;

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
 * An SQL file that creates the embedded database. Its last line marks it as complete, because H2
 * runs a truncated or empty script without an error.
 *
 * @see <a href="https://www.h2database.com/html/commands.html#script">SCRIPT, RUNSCRIPT</a>
 */
public record DatabaseScript(Path file) {
  private static final byte[] END = "\n-- end\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * Writes everything that the connection's transaction sees, without passwords, and forces it to
   * the disk.
   */
  public void write(Connection connection) throws SQLException, IOException {
    execute(connection, "script nopasswords nosettings to ?");
    try (FileChannel written =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      written.write(ByteBuffer.wrap(END));
      written.force(true);
    }
  }

  /**
   * Replaces everything in the database with the script's content; may be repeated.
   *
   * @throws SQLException if the file is incomplete; then nothing is changed
   */
  void run(Connection connection) throws SQLException, IOException {
    if (!isWhole()) {
      throw new SQLException(
          file + " is incomplete and was not restored: expected the last line \"-- end\"");
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
