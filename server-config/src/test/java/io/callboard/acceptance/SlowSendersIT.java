package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Senders whose bodies arrive slowly or never. There are more of them than the server has threads
 * for hooks or would start for them. For tests with many networks, each has a socket from its own
 * address.
 */
@ExtendWith(SharedServer.class)
class SlowSendersIT {
  private static final int LIMIT = 1 << 20;
  private static final int MANY = 300;
  private static final int REFUSED = 2_000;
  private static final int HTTP = 8080;
  private static final int HTTPS = 8443;

  private final Callboard callboard;
  private final List<Socket> slow = new ArrayList<>();

  SlowSendersIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  @Test
  void ofManyNetworksKeepNobodyWaitingAndAreTaken() throws IOException {
    String source = callboard.sources().fresh("filmmakers");
    SignedRequest good = good();
    byte[] half = Arrays.copyOf(good.body(), good.body().length / 2);
    for (int i = 0; i < MANY; i++) {
      slow.add(raw(source, good).from("127.1." + i % 250 + "." + (1 + i / 250)).begin(half));
    }

    othersAreTaken(source, "127.2.0.1");
    byte[] rest = Arrays.copyOfRange(good.body(), half.length, good.body().length);
    for (Socket socket : slow) {
      socket.getOutputStream().write(rest);
    }
    for (Socket socket : slow) {
      assertThat(RawRequest.next(socket).status()).isEqualTo(200);
    }
  }

  @Test
  void ofOneNetworkKeepNoOtherWaiting() throws IOException {
    String source = callboard.sources().fresh("filmmakers");
    for (int i = 0; i < MANY; i++) {
      slow.add(raw(source, good()).from("127.3.0." + (1 + i % 250)).begin());
    }

    othersAreTaken(source, "127.4.0.1");
    Answer neighbour = raw(source, good()).from("127.3.0.9").sendSlowly(good().body());
    assertThat(neighbour.status()).isEqualTo(503);
    neighbour.isProblem(503);
    assertThat(neighbour.header("retry-after")).isEqualTo("5");
  }

  /** Sends more requests with endless bodies than one network may have; all are rejected. */
  @Test
  void whoIsRefusedTakesNoPlace() throws IOException {
    for (int i = 0; i < REFUSED; i++) {
      slow.add(unfinished(i % 3 == 0 ? "PUT" : "POST", i % 3 == 1 ? "filmmakers-1/wrong" : "none"));
    }

    String source = callboard.sources().fresh("filmmakers");
    othersAreTaken(source, "127.0.0.1");
    for (Socket socket : slow) {
      assertThat(RawRequest.next(socket).status()).isIn(404, 405);
    }
  }

  private Socket unfinished(String method, String hook) throws IOException {
    return RawRequest.to(callboard, method, "hooks/" + hook)
        .header("Transfer-Encoding", "chunked")
        .begin("5\r\nhe".getBytes(StandardCharsets.US_ASCII));
  }

  /** Open Liberty answers them when the rest has arrived. */
  @Test
  @Tag("wildfly")
  void whoseBodiesAreTooLongKeepNobodyWaiting() throws IOException {
    String source = callboard.sources().fresh("filmmakers");
    byte[] chunk = ("200000\r\n" + "x".repeat(LIMIT + 1)).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 40; i++) {
      RawRequest request = RawRequest.post(callboard, source);
      Socket socket =
          i % 2 == 0
              ? request.header("Content-Length", Integer.toString(LIMIT + 1)).begin()
              : request.header("Transfer-Encoding", "chunked").begin(chunk);
      slow.add(socket);
      RawRequest.next(socket).isProblem(413);
    }

    othersAreTaken(source, "127.0.0.1");
  }

  /**
   * Opens more streams than may be buffered for one network; a stream that is reset ends without
   * its body.
   */
  @Test
  @Tag("wildfly")
  void loseNoPlaceWhenTheirStreamIsReset() throws Exception {
    String source = callboard.sources().fresh("filmmakers");
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new EveryCertificate()}, null);
    try (HttpClient http = HttpClient.newBuilder().sslContext(tls).build()) {
      HttpRequest ready = HttpRequest.newBuilder(overTls("ready")).build();
      assertThat(http.send(ready, BodyHandlers.discarding()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
      HttpRequest silent =
          HttpRequest.newBuilder(overTls("hooks/" + source))
              .POST(HttpRequest.BodyPublishers.fromPublisher(new Silent()))
              .build();
      for (int i = 0; i < MANY; i++) {
        CompletableFuture<HttpResponse<Void>> answer =
            http.sendAsync(silent, BodyHandlers.discarding());
        Thread.sleep(5);
        answer.cancel(true);
      }

      othersAreTaken(source, "127.0.0.1");
    }
  }

  /** Without TLS a run does not offer HTTP/2. */
  private URI overTls(String path) {
    URI base = callboard.base();
    return URI.create(
        "https://%s:%d%s%s"
            .formatted(base.getHost(), base.getPort() + HTTPS - HTTP, base.getPath(), path));
  }

  /** Trusts any certificate, because the server creates its own. */
  private static final class EveryCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** A body that never arrives. */
  private static final class Silent implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long number) {
              // Publishes nothing.
            }

            @Override
            public void cancel() {
              // There is nothing to cancel.
            }
          });
    }
  }

  /**
   * Checks that another sender's event is accepted, with a body sent at once and with a slow one.
   */
  private void othersAreTaken(String source, String address) throws IOException {
    SignedRequest good = good();
    assertThat(callboard.get("events?limit=1").status()).isEqualTo(200);
    assertThat(raw(source, good).from(address).send(good.body()).status()).isEqualTo(200);
    assertThat(raw(source, good).from(address).sendSlowly(good.body()).status()).isEqualTo(200);
  }

  private RawRequest raw(String source, SignedRequest event) {
    RawRequest request =
        RawRequest.post(callboard, source)
            .header("Content-Length", Integer.toString(event.body().length));
    event.headers().forEach(request::header);
    return request;
  }

  private static SignedRequest good() {
    Instant now = Instant.now();
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", "1", now, now);
  }
}
