package io.callboard.web.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LateAnswersTest {
  private final CompletableFuture<HookAnswer> answer = new CompletableFuture<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, String> sent = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<WriteListener> listeners = new ArrayList<>();
  private Runnable whenAsked = () -> {};
  private Runnable whenCompleted = () -> {};
  private boolean senderIsGone;
  private boolean connectionIsBroken;
  private int begun;
  private int completed;

  private final HttpServletResponse response =
      Fakes.of(
          HttpServletResponse.class,
          (self, method, arguments) ->
              switch (method.getName()) {
                case "getOutputStream" -> new Output();
                case "setHeader" -> sent.put((String) arguments[0], (String) arguments[1]);
                default -> sent.put(method.getName(), arguments[0].toString());
              });

  private final AsyncContext exchange =
      Fakes.of(
          AsyncContext.class,
          (self, method, arguments) ->
              switch (method.getName()) {
                case "getResponse" -> response;
                case "complete" -> {
                  completed++;
                  whenCompleted.run();
                  yield null;
                }
                default -> null;
              });

  private final HttpServletRequest request =
      Fakes.of(
          HttpServletRequest.class,
          (self, method, arguments) ->
              switch (method.getName()) {
                case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                case "getAttribute" -> attributes.get((String) arguments[0]);
                case "startAsync" -> {
                  begun++;
                  yield exchange;
                }
                default -> throw new UnsupportedOperationException(method.getName());
              });

  private final class Output extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      whenAsked.run();
      if (senderIsGone) {
        throw new IllegalStateException("the exchange has ended");
      }
      listeners.add(listener);
    }

    @Override
    public void write(int octet) throws IOException {
      if (connectionIsBroken) {
        throw new IOException("connection reset");
      }
      body.write(octet);
    }
  }

  private void passThrough() throws IOException, ServletException {
    new LateAnswers()
        .doFilter(request, response, (asked, answered) -> LateAnswers.hold(answer, asked));
  }

  /** Reports that the server is ready to write. */
  private void write() throws IOException {
    assertThat(listeners).hasSize(1);
    listeners.getFirst().onWritePossible();
  }

  @Test
  void sendsTheAnswerWhenItIsThereAndNothingBefore() throws Exception {
    passThrough();
    assertThat(begun).isEqualTo(1);
    assertThat(sent).isEmpty();
    assertThat(completed).isZero();

    UUID event = UUID.randomUUID();
    answer.complete(HookAnswer.accepted(event));
    assertThat(sent).isEmpty();
    write();

    String json = "{\"event\":\"" + event + "\"}";
    assertThat(sent)
        .containsEntry("setStatus", "200")
        .containsEntry("setContentType", "application/json")
        .containsEntry("setContentLength", Integer.toString(json.length()));
    assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo(json);
    assertThat(completed).isEqualTo(1);
  }

  @Test
  void sendsAnAnswerThatCameMeanwhile() throws Exception {
    answer.complete(HookAnswer.accepted(UUID.randomUUID()));

    passThrough();
    write();

    assertThat(sent).containsEntry("setStatus", "200");
    assertThat(completed).isEqualTo(1);
  }

  @Test
  void asksForARepetitionWhenNoAnswerCanBeMade() throws Exception {
    passThrough();

    answer.completeExceptionally(new IllegalStateException("a defect"));
    write();

    assertThat(sent)
        .containsEntry("setStatus", "503")
        .containsEntry("setContentType", "application/problem+json")
        .containsEntry("Retry-After", "5")
        .containsEntry("Cache-Control", "no-store");
    assertThat(body.toString(StandardCharsets.UTF_8)).contains("send it again");
    assertThat(completed).isEqualTo(1);
  }

  @Test
  void endsTheExchangeOfASenderThatIsGone() throws Exception {
    senderIsGone = true;
    passThrough();

    answer.complete(HookAnswer.accepted(UUID.randomUUID()));

    assertThat(completed).isEqualTo(1);
  }

  @Test
  void endsTheExchangeWhenTheAnswerCannotBeWritten() throws Exception {
    connectionIsBroken = true;
    passThrough();

    answer.complete(HookAnswer.accepted(UUID.randomUUID()));
    write();

    assertThat(completed).isEqualTo(1);
  }

  @Test
  void endsTheExchangeWhenTheServerCannotWrite() throws Exception {
    passThrough();

    answer.complete(HookAnswer.accepted(UUID.randomUUID()));
    listeners.getFirst().onError(new IOException("connection reset"));

    assertThat(completed).isEqualTo(1);
    assertThat(sent).isEmpty();
  }

  @Test
  void leavesAnAnswerThatWasKnownAlone() throws Exception {
    new LateAnswers().doFilter(request, response, (asked, answered) -> {});

    assertThat(begun).isZero();
    assertThat(sent).isEmpty();
  }

  @Test
  void undertowIsToldOnTheThreadThatAsksAndDoesTheRestOnThoseOfTheHooks() throws Exception {
    List<Runnable> onThoseOfTheHooks = new ArrayList<>();
    List<String> done = new ArrayList<>();
    DeploymentInfo deployment = new DeploymentInfo().setExecutor(onThoseOfTheHooks::add);
    ServletContext context = Fakes.of(ServletContext.class, (self, method, arguments) -> null);
    new UndertowThreads().handleDeployment(deployment, context);
    whenAsked = () -> deployment.getAsyncExecutor().execute(() -> done.add("asked"));
    whenCompleted = () -> deployment.getAsyncExecutor().execute(() -> done.add("completed"));
    senderIsGone = true;
    passThrough();

    answer.complete(HookAnswer.accepted(UUID.randomUUID()));

    assertThat(done).containsExactly("asked");
    onThoseOfTheHooks.forEach(Runnable::run);
    assertThat(done).containsExactly("asked", "completed");
  }

  @Test
  void undertowFindsItsExtension() throws Exception {
    Path services = Path.of("src/main/hooks/WEB-INF/classes/META-INF/services");
    assertThat(services.resolve(ServletExtension.class.getName()))
        .content()
        .isEqualToIgnoringNewLines(UndertowThreads.class.getName());
  }
}
