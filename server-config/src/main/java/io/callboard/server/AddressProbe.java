package io.callboard.server;

import io.callboard.server.Administrator.Password;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * An HTTP client that checks what the announcement says. An address is announced only if it
 * answered 200, possibly after redirects.
 */
final class AddressProbe implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int OK = 200;

  private final HttpClient http;

  AddressProbe() {
    http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(LIMIT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslContext(withoutAuthentication())
            .build();
  }

  /**
   * A server's answer.
   *
   * @param status 0 without an answer
   */
  record Answer(int status, String body) {}

  /** Returns the first of the addresses that answers 200. */
  Optional<URI> firstOf(URI... addresses) {
    return Stream.of(addresses)
        .filter(it -> get(HttpRequest.newBuilder(it)).status() == OK)
        .findFirst();
  }

  /** Requests an address as {@code admin} with a password. */
  Answer ask(URI address, Password password) {
    byte[] login = ("admin:" + password.text()).getBytes(StandardCharsets.UTF_8);
    return get(
        HttpRequest.newBuilder(address)
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login)));
  }

  /** Requests an address. */
  Answer ask(URI address) {
    return get(HttpRequest.newBuilder(address));
  }

  private Answer get(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Answer(0, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, "");
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /**
   * Returns a context that trusts any certificate. The server is a child of this process on an
   * address of this machine, and its certificate is self-signed until it is replaced.
   */
  private static SSLContext withoutAuthentication() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
