package io.callboard.web.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.reception.IntakeLimits;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
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
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowSendersTest {
  private static final int MAX_BODY = 10;
  private static final int PLACES = 2;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "callboard.intake.max-body", Integer.toString(MAX_BODY),
          "callboard.intake.slow-senders", Integer.toString(PLACES));

  private final SlowSenders filter = new SlowSenders();

  @BeforeEach
  void configure() {
    filter.obey(
        new IntakeLimits(
            Fakes.of(
                Config.class,
                (self, method, arguments) ->
                    Optional.ofNullable(SETTINGS.get((String) arguments[0])))));
  }

  private final ServletResponse response =
      Fakes.of(
          ServletResponse.class,
          (self, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
          });

  /** A request whose body comes in pieces. */
  private final class Exchange extends ServletInputStream {
    private final long announced;
    private final Deque<Integer> arrived = new ArrayDeque<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<ServletRequest> passed = new ArrayList<>();
    private @Nullable LateBody listener;
    private final List<Long> timeouts = new ArrayList<>();
    private int dispatched;
    private int readAfterTheEnd;

    private final AsyncContext context =
        Fakes.of(
            AsyncContext.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRequest" -> this.request();
                  case "setTimeout" -> timeouts.add((Long) arguments[0]);
                  case "dispatch" -> ++dispatched;
                  default -> throw new UnsupportedOperationException(method.getName());
                });

    private final HttpServletRequest request =
        Fakes.of(
            HttpServletRequest.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "removeAttribute" -> attributes.remove((String) arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "getContentLengthLong" -> this.announced();
                  case "getInputStream" -> this;
                  case "startAsync" -> this.context;
                  default -> throw new UnsupportedOperationException(method.getName());
                });

    Exchange(long announced) {
      this.announced = announced;
    }

    private long announced() {
      return announced;
    }

    private HttpServletRequest request() {
      return request;
    }

    void filter() throws IOException, ServletException {
      filter.doFilter(request, response, (asked, answered) -> passed.add(asked));
    }

    void arrive(String text) throws IOException {
      text.chars().forEach(arrived::add);
      if (listener != null) {
        listener.onDataAvailable();
      }
    }

    void isPassedOn() {
      assertThat(passed).hasSize(1);
      assertThat(passed.getFirst()).isSameAs(request);
    }

    LateBody listener() {
      return Objects.requireNonNull(listener);
    }

    /** What is behind the filter reads, once the body has ended. */
    ServletInputStream dispatch() throws IOException, ServletException {
      assertThat(dispatched).isEqualTo(1);
      assertThat(passed).isEmpty();
      filter();
      assertThat(passed).hasSize(1);
      return passed.getFirst().getInputStream();
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
      int next = length == 0 ? -1 : read();
      if (next < 0) {
        return next;
      }
      into[offset] = (byte) next;
      return 1;
    }

    @Override
    public int read() {
      readAfterTheEnd += dispatched;
      return arrived.isEmpty() ? -1 : arrived.remove();
    }

    @Override
    public void setReadListener(ReadListener given) {
      listener = (LateBody) given;
    }
  }

  private static String text(ServletInputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void passesABodyThatIsThere() throws Exception {
    Exchange exchange = new Exchange(4);
    exchange.arrive("body");

    exchange.filter();

    exchange.isPassedOn();
    assertThat(exchange.listener).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, MAX_BODY + 1})
  void passesABodyThatIsNotRead(long announced) throws Exception {
    Exchange exchange = new Exchange(announced);

    exchange.filter();

    exchange.isPassedOn();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, -1})
  void gathersABodyThatComesLater(long announced) throws Exception {
    Exchange exchange = new Exchange(announced);
    exchange.arrive("b");
    exchange.filter();

    exchange.arrive("");
    exchange.arrive("ody");
    assertThat(exchange.dispatched).isZero();
    exchange.listener().onAllDataRead();

    assertThat(text(exchange.dispatch())).isEqualTo("body");
    assertThat(exchange.timeouts).containsExactly(0L);
    assertThat(exchange.attributes).isEmpty();
  }

  @Test
  void readsOneByteMoreThanTheLimit() throws Exception {
    Exchange exchange = new Exchange(-1);
    exchange.filter();

    exchange.arrive("a".repeat(MAX_BODY + 5));
    exchange.listener().onAllDataRead();

    assertThat(text(exchange.dispatch())).isEqualTo("a".repeat(MAX_BODY + 1));
    assertThat(exchange.readAfterTheEnd).isZero();
  }

  /** The server keeps the listener until the rest has come. */
  @Test
  void keepsNothingOfABodyThatWasPassedOn() throws Exception {
    Exchange exchange = new Exchange(-1);
    exchange.filter();
    exchange.arrive("a".repeat(MAX_BODY + 5));

    exchange.dispatch();

    assertThat(text(exchange.listener().request(exchange.request).getInputStream())).isEmpty();
  }

  @Test
  void tellsThatABodyBrokeOff() throws Exception {
    Exchange exchange = new Exchange(4);
    exchange.filter();
    exchange.arrive("bo");

    exchange.listener().onError(new IOException("connection reset"));
    exchange.listener().onAllDataRead();

    ServletInputStream body = exchange.dispatch();
    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
  }

  @Test
  void givesUpABodyThatDoesNotEnd() throws Exception {
    Exchange exchange = new Exchange(4);
    LateBody body = new LateBody(exchange.context, 4, Duration.ZERO);
    body.read();

    assertThatThrownBy(() -> exchange.arrive("b"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void gathersNoMoreAtOnceThanItIsTold() throws Exception {
    List<Exchange> slow = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      slow.add(new Exchange(4));
      slow.getLast().filter();
    }
    Exchange other = new Exchange(4);
    other.filter();
    other.isPassedOn();

    for (Exchange exchange : slow) {
      exchange.listener().onAllDataRead();
      exchange.dispatch();
    }
    for (int i = 0; i < PLACES; i++) {
      Exchange next = new Exchange(4);
      next.filter();
      assertThat(next.passed).isEmpty();
    }
  }
}
