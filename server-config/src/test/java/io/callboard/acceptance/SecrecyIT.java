package io.callboard.acceptance;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.server.Assembly;
import io.callboard.server.ProcessArguments;
import io.callboard.server.SecretSearch;
import io.callboard.server.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The server's logs and files after all other tests have run. */
@Isolated("after the concurrent tests")
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedServer.class)
class SecrecyIT {
  /** A log line of WildFly or Open Liberty: time, thread, logger, level. */
  private static final Pattern ERROR =
      Pattern.compile(" ERROR |^\\[[^]]+] \\p{XDigit}{8} \\S+ +E ");

  /** A sign-in before the schema exists is answered 503. */
  private static final String ASKED_TOO_EARLY = "Table \"callboard_user\" not found";

  /** A login that Callboard cannot read is answered 401; Open Liberty then reads it again. */
  private static final String UNREADABLE_LOGIN = "HttpOutputStreamImpl.writeToBuffers";

  /** Open Liberty keeps the values of its variables for its next start. */
  private static final String LIBERTYS_COPIES =
      "servers/callboard/workarea/org.eclipse.osgi/\\d+/data/(configs.data|variableCacheData)";

  private final Callboard callboard;

  SecrecyIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void noSecretIsInAFileOfTheServerOrInItsArguments() throws Exception {
    Path directory = callboard.log().resolveSibling("..").normalize();
    List<String> secrets = callboard.sources().secrets();

    assertThat(Files.readString(callboard.log())).contains("callboard.ear");
    assertThat(secrets).isNotEmpty();
    assertThat(SecretSearch.of(secrets, directory).keySet())
        .allSatisfy(
            file -> {
              assertThat(file.toString()).matches(LIBERTYS_COPIES);
              assertThat(Files.getPosixFilePermissions(directory.resolve(file)))
                  .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
            });
    try (ProcessArguments arguments = ProcessArguments.watchFor(secrets)) {
      assertThat(arguments.found()).isEmpty();
    }
  }

  @Test
  void theGeneratedPasswordOfTheBrokerIsWhereTheDocumentationSays() throws IOException {
    Path directory = callboard.log().resolveSibling("..").normalize();
    boolean liberty = ServerUnderTest.assembly().kind().equals(Assembly.LIBERTY);
    Path file =
        Path.of(
            liberty ? "servers/callboard/variables/callboard.broker.password" : "broker-password");
    String places =
        liberty
            ? "servers/callboard/variables/callboard.broker.password|" + LIBERTYS_COPIES
            : "broker-password|configuration/standalone(-full.xml|_xml_history/.*)";

    String password = Files.readString(directory.resolve(file)).strip();

    assertThat(SecretSearch.of(List.of(password), directory).keySet())
        .contains(file)
        .allSatisfy(found -> assertThat(found.toString()).matches(places));
  }

  @Test
  void noRequestWasAFailureOfTheServer() throws IOException {
    try (var lines = Files.lines(callboard.log())) {
      assertThat(
              lines
                  .filter(line -> ERROR.matcher(line).find())
                  .filter(line -> !line.contains(ASKED_TOO_EARLY))
                  .filter(line -> !line.contains(UNREADABLE_LOGIN)))
          .isEmpty();
    }
  }

  @Test
  void noSecretIsInAnAnswerOfTheApi() {
    for (String path :
        List.of("sources", "ledger", "rejections?limit=500", "events?limit=500", "users")) {
      String answer = callboard.get(path).text();
      assertThat(callboard.sources().secrets())
          .allSatisfy(s -> assertThat(answer).doesNotContain(s));
    }
  }
}
