package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {
  @TempDir private Path directory;

  @Test
  void aStartKeepsWhatTheStartBeforePrinted() throws Exception {
    print(ConsoleLog.begin(directory()), "before");
    print(ConsoleLog.begin(directory()), "now");

    assertThat(directory.resolve(ConsoleLog.FILE)).hasContent("now");
    assertThat(directory.resolve(ConsoleLog.EARLIER)).hasContent("before");
  }

  @Test
  void aFileThatIsTooLargeIsPutAsideWhileItIsPrintedTo() throws Exception {
    ConsoleLog log = ConsoleLog.begin(directory());
    Process process =
        new ProcessBuilder("sh", "-c", "echo first; read line; echo second")
            .redirectOutput(log.destination())
            .start();
    Path file = directory.resolve(ConsoleLog.FILE);
    while (Files.size(file) == 0) {
      Thread.sleep(10);
    }

    log.bound(100);
    assertThat(file).hasContent("first");

    log.bound(5);
    process.outputWriter().append("\n").close();
    process.waitFor();

    assertThat(file).hasContent("second");
    assertThat(directory.resolve(ConsoleLog.EARLIER)).hasContent("first");
  }

  private ServerDirectory directory() {
    return ServerDirectory.open(directory, Assembly.WILDFLY);
  }

  private static void print(ConsoleLog log, String text) throws Exception {
    new ProcessBuilder("echo", text).redirectOutput(log.destination()).start().waitFor();
  }
}
