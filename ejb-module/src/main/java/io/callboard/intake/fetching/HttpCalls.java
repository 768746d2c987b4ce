package io.callboard.intake.fetching;

import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.UnusableAnswer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * A client that makes single HTTP calls. It does not follow redirects, so that the key goes only to
 * the source's own origin. It reads at most {@value #MAX_BODY} bytes of an answer, within the
 * timeout. The timeout interrupts the thread. Nothing here may touch a database, because H2 closes
 * its file when a thread is interrupted in it.
 */
@ApplicationScoped
class HttpCalls {
  static final int MAX_BODY = 2 << 20;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int GONE = 410;
  private static final int SERVER_ERROR = 500;

  private HttpClient http;

  /** Creates the client here, because the constructor also runs for the container's proxy. */
  @PostConstruct
  void begin() {
    http =
        HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .version(Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  @PreDestroy
  void end() {
    http.shutdownNow();
  }

  /**
   * Sends a GET request to an address of the source's own origin.
   *
   * @throws UnusableAnswer if the answer is too large, or the address is of another origin
   * @throws IOException if there is no answer, or its status is 5xx
   */
  @Timeout(value = 15, unit = ChronoUnit.SECONDS)
  @Bulkhead(8)
  public ApiAnswer get(SourceApi to, URI address)
      throws UnusableAnswer, IOException, InterruptedException {
    if (!to.access().isSameOrigin(address)) {
      throw new UnusableAnswer("the address to call has another origin than api.url");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "application/json");
    to.api().headers(to.access()).forEach(request::header);
    HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return answer(response, body);
    }
  }

  private static ApiAnswer answer(HttpResponse<InputStream> response, InputStream body)
      throws UnusableAnswer, IOException {
    int status = response.statusCode();
    if (status >= SERVER_ERROR) {
      throw new ServerTrouble(status);
    }
    byte[] bytes = status == OK || status == GONE ? body.readNBytes(MAX_BODY + 1) : new byte[0];
    if (bytes.length > MAX_BODY) {
      throw new UnusableAnswer("the answer has more than " + MAX_BODY + " bytes");
    }
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new ApiAnswer(status, headers, bytes);
  }
}
