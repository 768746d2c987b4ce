package io.callboard.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that follows RFC 5321, accepts one connection at a time, and keeps received mails.
 */
final class MailServer implements AutoCloseable {
  private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
  private final ServerSocket socket;

  MailServer() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * Returns the next mail, preceded by its envelope's recipients; null if none arrives within 30
   * seconds.
   */
  @Nullable String next() throws InterruptedException {
    return mails.poll(30, TimeUnit.SECONDS);
  }

  /** Returns the number of received mails that were not read yet. */
  int waiting() {
    return mails.size();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        converse(connection);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void converse(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = connection.getOutputStream();
    StringBuilder mail = new StringBuilder();
    answer(out, "220 localhost");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("DATA")) {
        answer(out, "354 go on");
        for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
          mail.append(text).append('\n');
        }
        mails.add(mail.toString());
      } else if (line.startsWith("RCPT")) {
        mail.append(line).append('\n');
      }
      answer(out, line.equals("QUIT") ? "221 bye" : "250 ok");
    }
  }

  private static void answer(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
