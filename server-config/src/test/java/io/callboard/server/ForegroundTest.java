package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The class that runs a program inside Maven's JVM; here a separate JVM takes the place of Maven's.
 */
class ForegroundTest {
  private static final Path CLONE = Path.of("..").toAbsolutePath().normalize();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** A program that takes a second to stop and then prints a line. */
  private static final String PROGRAM =
      """
      class Program {
        public static void main(String[] arguments) throws Exception {
          if (!arguments[0].equals("stay")) {
            System.err.println(arguments[0] + System.getenv("NAMED"));
            System.exit(3);
          }
          Runtime.getRuntime().addShutdownHook(new Thread(Program::stop));
          System.out.println("started");
          Thread.sleep(60_000);
        }

        static void stop() {
          try {
            Thread.sleep(1_000);
          } catch (InterruptedException e) {
          }
          System.out.println("stopped");
        }
      }
      """;

  @TempDir private Path directory;

  @BeforeEach
  void prepare() throws Exception {
    Files.writeString(directory.resolve("Program.java"), PROGRAM);
    Process prepared =
        new ProcessBuilder(JAVA, "build/Foreground.java", directory.toString())
            .directory(CLONE.toFile())
            .inheritIO()
            .start();
    assertThat(prepared.waitFor()).isZero();
  }

  @Test
  void endsWithTheStatusOfTheProgramAndSaysNothingAfterIt() throws Exception {
    Process maven =
        start("run", directory.toString(), "NAMED= in its environment", "--", "Program.java", "x");

    assertThat(maven.waitFor()).isEqualTo(3);
    assertThat(output()).isEqualTo("x in its environment\n");
  }

  @Test
  void waitsForTheProgramWhenItIsStopped() throws Exception {
    Process maven = start("run", directory.toString(), "--", "Program.java", "stay");
    while (!output().contains("started")) {
      assertThat(maven.isAlive()).isTrue();
      Thread.sleep(50);
    }

    maven.destroy();

    assertThat(maven.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(output()).endsWith("stopped\n");
  }

  @Test
  void refusesAJdkThatIsTooOld() throws Exception {
    Files.writeString(directory.resolve("jdk"), "17\n/usr/lib/jvm/some-jdk\n");

    Process maven = start("require");

    assertThat(maven.waitFor()).isEqualTo(1);
    assertThat(output())
        .isEqualTo(
            """

            Callboard needs JDK 21 or newer, but the newest JDK found is 17 (/usr/lib/jvm/some-jdk).
            Install a newer JDK. If one is installed, set JAVA_HOME to its directory.
            """);
  }

  @Test
  void takesTheJdkOfTheBuild() throws Exception {
    assertThat(start("require").waitFor()).isZero();
    assertThat(output()).isEmpty();
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-cp", directory.toString()));
    command.add("Foreground");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    return builder.redirectOutput(directory.resolve("output").toFile()).start();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("output"));
  }
}
