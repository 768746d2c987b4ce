package io.callboard.web.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.reception.IntakeLimits;
import io.callboard.network.Client;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowSendersTest {
  private static final int MAX_BODY = 10;

  /** One network may have a quarter of the places: two. */
  private static final int PLACES = 8;

  private final SlowSenders filter = new SlowSenders();

  @BeforeEach
  void listen() {
    configure(0);
  }

  @AfterEach
  void end() {
    filter.destroy();
  }

  private void configure(int threads) {
    Map<String, String> settings =
        Map.of(
            "callboard.intake.max-body", Integer.toString(MAX_BODY),
            "callboard.intake.slow-senders", Integer.toString(PLACES),
            "callboard.intake.body-threads", Integer.toString(threads));
    filter.configure(
        new IntakeLimits(
            Fakes.of(
                Config.class,
                (self, method, arguments) ->
                    Optional.ofNullable(settings.get((String) arguments[0])))));
  }

  /** A request whose body arrives in pieces. */
  private final class Exchange extends ServletInputStream {
    private final String address;
    private final long announced;
    private final Deque<Integer> arrived = new ArrayDeque<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<ServletRequest> passed = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private @Nullable BodyListener listener;
    private final List<Long> timeouts = new ArrayList<>();
    private final Semaphore dispatched = new Semaphore(0);
    private @Nullable RuntimeException fault;
    private String faulty = "";
    private boolean whole;
    private final Semaphore reading = new Semaphore(0);
    private Semaphore more = new Semaphore(1_000);

    private final AsyncContext context =
        Fakes.of(
            AsyncContext.class,
            (self, method, arguments) -> {
              fail(method.getName());
              switch (method.getName()) {
                case "setTimeout" -> timeouts.add((Long) arguments[0]);
                case "addListener" -> listener = (BodyListener) arguments[0];
                case "dispatch" -> dispatched.release();
                case "getRequest", "getResponse" -> {
                  // the event reads them, but the filter does not use them
                }
                default -> throw new UnsupportedOperationException(method.getName());
              }
              return null;
            });

    private final HttpServletResponse response =
        Fakes.of(
            HttpServletResponse.class,
            (self, method, arguments) -> {
              answered.add(method.getName() + (arguments == null ? "" : List.of(arguments)));
              return method.getName().equals("getOutputStream") ? new Discarded() : null;
            });

    private final HttpServletRequest request =
        Fakes.of(
            HttpServletRequest.class,
            (self, method, arguments) -> {
              fail(method.getName());
              return switch (method.getName()) {
                case "removeAttribute" -> attributes.remove((String) arguments[0]);
                case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                case "getAttribute" -> attributes.get((String) arguments[0]);
                case "getContentLengthLong" -> this.announced();
                case "getInputStream" -> this;
                case "startAsync" -> this.context;
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });

    Exchange(long announced) {
      this("192.0.2.1", announced);
    }

    Exchange(String address, long announced) {
      this.address = address;
      this.announced = announced;
    }

    /** Makes a call of the server fail. */
    Exchange failingAt(String call) {
      faulty = call;
      fault = new IllegalStateException(call);
      return this;
    }

    private void fail(String call) {
      if (fault != null && call.equals(faulty)) {
        throw fault;
      }
    }

    private long announced() {
      return announced;
    }

    Exchange filter() throws IOException, ServletException {
      Client client = new Client(address, true);
      new HookHead("POST", "any", null, new RequestHeaders(0, Map.of()), announced, client)
          .attach(request);
      filter.doFilter(request, response, (asked, response) -> passed.add(asked));
      return this;
    }

    void arrive(String text) throws IOException {
      text.chars().forEach(arrived::add);
      if (listener != null) {
        listener.onDataAvailable();
      }
    }

    BodyListener listener() {
      return Objects.requireNonNull(listener);
    }

    boolean isGathered() {
      return passed.isEmpty() && answered.isEmpty() && listener != null;
    }

    boolean isUnavailable() {
      return passed.isEmpty()
          && answered.contains("setStatus[503]")
          && answered.contains("setHeader[Retry-After, 5]")
          && answered.contains("setHeader[Connection, close]");
    }

    /**
     * Passes the dispatched request through the filter, and returns the body that the next filter
     * reads.
     */
    String dispatch() throws Exception {
      assertThat(dispatched.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(dispatched.tryAcquire()).isFalse();
      assertThat(passed).isEmpty();
      filter();
      return text();
    }

    String text() throws IOException {
      assertThat(passed).hasSize(1);
      byte[] body = passed.getFirst().getInputStream().readAllBytes();
      return new String(body, StandardCharsets.US_ASCII);
    }

    @Override
    public int available() {
      return arrived.size();
    }

    @Override
    public boolean isReady() {
      return !arrived.isEmpty();
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      reading.release();
      more.acquireUninterruptibly();
      int next = length == 0 ? -1 : read();
      if (next < 0) {
        return next;
      }
      into[offset] = (byte) next;
      return 1;
    }

    @Override
    public int read() {
      assertThat(whole).isFalse();
      return arrived.isEmpty() ? -1 : arrived.remove();
    }

    @Override
    public void setReadListener(ReadListener given) {
      fail("setReadListener");
      assertThat(given).isSameAs(listener);
    }
  }

  private static final class Discarded extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(int octet) {
      // the body of the answer is not tested
    }
  }

  @Test
  void passesABodyThatIsThere() throws Exception {
    Exchange exchange = new Exchange(4);
    exchange.arrive("body");

    exchange.filter();

    assertThat(exchange.passed).hasSize(1);
    assertThat(exchange.passed.getFirst()).isSameAs(exchange.request);
    assertThat(new Exchange(0).filter().passed).hasSize(1);
  }

  @Test
  void gathersABodyThatComesLater() throws Exception {
    Exchange exchange = new Exchange(-1);
    exchange.arrive("b");
    exchange.filter();

    exchange.arrive("");
    exchange.arrive("ody");
    assertThat(exchange.isGathered()).isTrue();
    exchange.listener().onAllDataRead();

    assertThat(exchange.dispatch()).isEqualTo("body");
    assertThat(exchange.timeouts).containsExactly(SlowSenders.PATIENCE.toMillis());
  }

  @Test
  void readsNoMoreThanWasAnnounced() throws Exception {
    Exchange exchange = new Exchange(4).filter();

    exchange.arrive("body");
    exchange.whole = true;
    exchange.listener().onAllDataRead();

    assertThat(exchange.dispatch()).isEqualTo("body");
  }

  @Test
  void readsOneByteMoreThanTheLimit() throws Exception {
    Exchange exchange = new Exchange(-1).filter();

    exchange.arrive("a".repeat(MAX_BODY + 5));
    exchange.listener().onAllDataRead();

    assertThat(exchange.dispatch()).isEqualTo("a".repeat(MAX_BODY + 1));
    assertThat(exchange.arrived).hasSize(4);
  }

  @Test
  void tellsThatABodyBrokeOff() throws Exception {
    Exchange exchange = new Exchange(4).filter();
    exchange.arrive("bo");

    exchange.listener().onError(new IOException("connection reset"));
    exchange.listener().onAllDataRead();

    assertThatThrownBy(exchange::dispatch)
        .isInstanceOf(IncompleteBody.class)
        .hasMessage("the body did not arrive completely");
  }

  @Test
  void givesUpABodyWhoseTimeIsOver() throws Exception {
    Exchange exchange = new Exchange(4).filter();
    exchange.arrive("bo");

    exchange.listener().onTimeout(new AsyncEvent(exchange.context));
    exchange.arrive("dy");

    assertThatThrownBy(exchange::dispatch)
        .hasMessage("the body did not arrive within the time limit");
  }

  /** A sender that never stops sending triggers no timeout of the server. */
  @Test
  void givesUpABodyThatDoesNotEnd() {
    List<String> ended = new ArrayList<>();
    LateBody body = new LateBody(4, Duration.ZERO, size -> true, () -> ended.add("ended"));

    body.readFrom(new ByteArrayInputStream(new byte[] {1, 2}));

    assertThat(ended).hasSize(1);
    assertThatThrownBy(() -> body.request(new Exchange(4).request).getInputStream().readAllBytes())
        .hasMessage("the body did not arrive within the time limit");
  }

  @Test
  void letsOneNetworkLeavePlacesForOthers() throws Exception {
    for (int i = 0; i < PLACES / 4; i++) {
      assertThat(new Exchange("192.0.2." + i, 4).filter().isGathered()).isTrue();
    }

    assertThat(new Exchange("192.0.2.99", 4).filter().isUnavailable()).isTrue();
    assertThat(new Exchange("192.0.3.1", 4).filter().isGathered()).isTrue();
  }

  @Test
  void gathersNoMoreAtOnceThanItIsTold() throws Exception {
    List<Exchange> slow = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      slow.add(new Exchange("192.0." + i + ".1", 4).filter());
      assertThat(slow.getLast().isGathered()).isTrue();
    }
    assertThat(new Exchange("198.51.100.1", 4).filter().isUnavailable()).isTrue();

    slow.getFirst().arrive("body");
    slow.getFirst().dispatch();

    assertThat(new Exchange("198.51.100.1", 4).filter().isGathered()).isTrue();
    assertThat(new Exchange("198.51.100.1", 4).filter().isUnavailable()).isTrue();
  }

  /** Without the correct handling, each failure would lose one of two places permanently. */
  @Test
  void losesNoPlaceToAServerThatFails() throws Exception {
    for (int i = 0; i < 3; i++) {
      for (String call : List.of("startAsync", "addListener", "setTimeout", "setReadListener")) {
        assertThatThrownBy(() -> new Exchange(4).failingAt(call).filter()).hasMessage(call);
      }
      Exchange undispatched = new Exchange(4).failingAt("dispatch").filter();
      undispatched.arrive("body");
      Exchange silentlyEnded = new Exchange(4).filter();
      silentlyEnded.listener().onComplete(new AsyncEvent(silentlyEnded.context));
    }

    assertThat(new Exchange(4).filter().isGathered()).isTrue();
    assertThat(new Exchange(4).filter().isGathered()).isTrue();
    assertThat(new Exchange(4).filter().isUnavailable()).isTrue();
  }

  @Test
  void readsOnAThreadOfTheServerWhereItIsTold() throws Exception {
    configure(1);
    Exchange exchange = new Exchange(4);
    exchange.arrived.addAll(List.of((int) 'b', (int) 'o'));

    exchange.filter();

    assertThat(exchange.listener).isNull();
    assertThat(exchange.text()).isEqualTo("bo");
  }

  @Test
  void readsOnThreadsOfItsOwnWhileThoseOfTheServerWait() throws Exception {
    configure(1);
    Exchange waiting = new Exchange(4);
    waiting.more = new Semaphore(0);
    Thread server = Thread.ofVirtual().start(() -> filterQuietly(waiting));
    assertThat(waiting.reading.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

    Exchange other = new Exchange(4);
    other.arrived.addAll(List.of((int) 'b', (int) 'o'));
    other.filter();

    assertThat(other.dispatch()).isEqualTo("bo");
    assertThat(other.timeouts).containsExactly(0L);
    waiting.more.release();
    server.join();
    assertThat(waiting.text()).isEmpty();
  }

  private static void filterQuietly(Exchange exchange) {
    try {
      exchange.filter();
    } catch (IOException | ServletException e) {
      throw new IllegalStateException(e);
    }
  }
}
