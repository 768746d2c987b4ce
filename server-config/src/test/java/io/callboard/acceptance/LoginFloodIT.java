package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A stranger guesses passwords, with one name or with endless names, four requests at a time. Each
 * client has an address in a network of its own.
 */
@Isolated("its floods use up a processor")
@ExtendWith(SharedServer.class)
class LoginFloodIT {
  private static final String PASSWORD = "password of a user";
  private static final String TYPED = "typed-by-a-stranger-";
  private static final int CLIENTS = 4;
  private static final int USERS = 5;

  /** The number of failures that raises an alarm, however slowly passwords are checked. */
  private static final int MANY = 20;

  /** The time within which a first login succeeds, however many others fail. */
  private static final Duration FIRST_LOGIN = Duration.ofSeconds(60);

  /** Longer than the minute within which a login's password is not checked again. */
  private static final Duration MINUTE = Duration.ofSeconds(61);

  private final Callboard admin;
  private final Callboard stranger;
  private final Callboard user;

  LoginFloodIT(Callboard callboard) {
    this.admin = callboard;
    this.stranger = callboard.from("127.9.1.1");
    this.user = callboard.from("127.9.2.1");
  }

  @BeforeEach
  void makeUsers() {
    for (int i = 0; i <= USERS; i++) {
      String user =
          "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"callboard-viewer\"}"
              .formatted(name(i), PASSWORD);
      int status = admin.change("POST", "users", user).status();
      assertThat(status).isIn(201, 409);
    }
  }

  @Test
  void keepsOutNobodyElseAndLeavesATrace() throws Exception {
    Instant begin = Instant.now();
    long linesBefore = lines().size();
    List<Callboard> lately =
        IntStream.range(0, USERS).mapToObj(i -> user.as(name(i), PASSWORD)).toList();
    lately.forEach(one -> assertThat(one.get("events").status()).isEqualTo(200));
    Instant signedIn = Instant.now();
    for (int i = 0; i < MANY; i++) {
      stranger.withToken("callboard_" + TYPED + i).get("events").isProblem(401);
    }

    try (Flood flood = new Flood()) {
      flood.begin();
      Callboard first = user.as(name(USERS), PASSWORD);
      Callboard.await(() -> first.get("events"), answer -> answer.status() == 200, FIRST_LOGIN);
    }
    Thread.sleep(Duration.between(Instant.now(), signedIn.plus(MINUTE)));
    try (Flood flood = new Flood()) {
      flood.begin();
      for (Callboard one : lately) {
        assertThat(one.get("events").status()).isEqualTo(200);
        assertThat(one.get("ledger").status()).isEqualTo(200);
      }
    }

    Callboard.await(
        () -> admin.items("alarms"),
        alarms ->
            alarms.stream().anyMatch(it -> it.path("kind").asText().equals("logins-failing")));
    Callboard.await(
        () -> String.join("\n", lines()),
        text -> text.contains("127.9.1.0/24") && text.contains("invalid API tokens"));
    long minutes = Duration.between(begin, Instant.now()).toMinutes();
    assertThat(lines().size() - linesBefore).isLessThanOrEqualTo(minutes + 2);
    assertThat(Files.readString(admin.log())).doesNotContain(TYPED);
  }

  @Test
  void delaysANetworkThatGuessesOneUsersPassword() {
    assertThat(admin.from("127.9.3.1").get("ledger").status()).isEqualTo(200);
    Callboard guesser = admin.from("127.9.3.1").as("admin", TYPED + "1");
    Answer delayed = Callboard.await(() -> guesser.get("events"), answer -> answer.status() == 429);
    delayed.isProblem(429);
    assertThat(Integer.parseInt(delayed.header("retry-after"))).isBetween(1, 60);

    assertThat(admin.get("ledger").status()).isEqualTo(200);
    assertThat(admin.from("127.9.3.1").get("ledger").status()).isEqualTo(200);
  }

  private static String name(int index) {
    return "flooded-" + index;
  }

  private List<String> lines() {
    try (var lines = Files.lines(admin.log())) {
      return lines.filter(line -> line.contains("Failed logins: ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients that sign in with endless names until the flood is closed. */
  private final class Flood implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    void begin() {
      for (int i = 0; i < CLIENTS; i++) {
        threads.execute(this::guess);
      }
      Callboard.await(this::guessed, answer -> answer.status() == 429);
    }

    private void guess() {
      while (!over.get()) {
        guessed();
      }
    }

    private Answer guessed() {
      return stranger.as(TYPED + UUID.randomUUID(), TYPED + "password").get("events");
    }

    @Override
    public void close() {
      over.set(true);
      threads.close();
    }
  }
}
