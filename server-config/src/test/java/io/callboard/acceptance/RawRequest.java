package io.callboard.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request given byte by byte, which no proper client would send. */
final class RawRequest {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int PAUSE_MILLIS = 300;

  private final URI base;
  private final StringBuilder head = new StringBuilder();
  private String local = "127.0.0.1";

  private RawRequest(URI base, String line) {
    this.base = base;
    head.append(line).append("\r\nHost: ").append(base.getAuthority()).append("\r\n");
  }

  /** Creates a webhook for a path below {@code hooks/}, which is sent exactly as given. */
  static RawRequest post(Callboard callboard, String hook) {
    return to(callboard, "POST", "hooks/" + hook);
  }

  /** Creates a request for a path below the context root. */
  static RawRequest to(Callboard callboard, String method, String path) {
    URI base = callboard.base();
    return new RawRequest(base, method + " " + base.getPath() + path + " HTTP/1.1");
  }

  /** Sends the request from that address of this machine, like a client in another network. */
  RawRequest from(String address) {
    this.local = address;
    return this;
  }

  RawRequest header(String name, String value) {
    return line(name + ": " + value);
  }

  /** Adds a header line exactly as given. */
  RawRequest line(String header) {
    head.append(header).append("\r\n");
    return this;
  }

  /** Sends the bytes and returns the answer; without an answer its status is 0. */
  Answer send(byte[] body) {
    return send(List.of(body));
  }

  /** Sends the bytes with a pause before each piece, and returns the answer. */
  Answer sendSlowly(byte[] body) {
    int half = body.length / 2;
    return send(
        List.of(
            new byte[0], Arrays.copyOf(body, half), Arrays.copyOfRange(body, half, body.length)));
  }

  private Answer send(List<byte[]> pieces) {
    try (Socket socket = connect()) {
      return send(pieces, socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer send(List<byte[]> pieces, Socket socket) throws IOException {
    Thread.ofVirtual().start(() -> write(socket, pieces));
    return answer(socket.getInputStream().readAllBytes());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort(), InetAddress.getByName(local), 0);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Sends the headers, and does not send the body that the server waits for. */
  Socket begin() throws IOException {
    return begin(new byte[0]);
  }

  /** Sends the headers and part of a body. */
  Socket begin(byte[] some) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().write(some);
    return socket;
  }

  /** Sends this request on a connection that has already received an answer. */
  Answer sendNext(byte[] body, Socket socket) throws IOException {
    return send(List.of(body), socket);
  }

  /** Returns the next answer on an open connection. */
  static Answer next(Socket socket) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        throw new EOFException("the connection ended after: " + head);
      }
      head.write(octet);
    }
    Answer answer = answer(head.toByteArray());
    byte[] body =
        socket.getInputStream().readNBytes(Integer.parseInt(answer.header("content-length")));
    return new Answer(answer.status(), answer.headers(), body);
  }

  /** Sends the pieces; a server may close the connection before it has read them all. */
  private void write(Socket socket, List<byte[]> pieces) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(pieces.getFirst());
      for (byte[] piece : pieces.subList(1, pieces.size())) {
        Thread.sleep(PAUSE_MILLIS);
        out.write(piece);
      }
      out.flush();
      socket.shutdownOutput();
    } catch (IOException | InterruptedException e) {
      // the answer says why
    }
  }

  private static Answer answer(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, Map.of(), new byte[0]);
    }
    List<String> lines = text.substring(0, end).lines().toList();
    Map<String, List<String>> headers =
        lines.stream()
            .skip(1)
            .map(line -> line.split(":", 2))
            .collect(
                Collectors.groupingBy(
                    line -> line[0].toLowerCase(Locale.ROOT),
                    TreeMap::new,
                    Collectors.mapping(line -> line[1].strip(), Collectors.toList())));
    return new Answer(
        Integer.parseInt(lines.getFirst().split(" ", -1)[1]),
        headers,
        Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }
}
