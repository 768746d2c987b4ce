import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * Runs a program on the JDK that the build selected, from inside Maven's own JVM. Maven therefore waits for the program:
 * after Ctrl-C the prompt returns when the program has ended. If the program fails, Maven ends with the program's exit
 * status and without a report of its own. So the program's message is the last one on the terminal.
 *
 * <p>It has three forms:
 *
 * <ul>
 *   <li>{@code java Foreground.java DIRECTORY}, on the selected JDK: compiles this class for Maven's JVM into the
 *       directory, and records there which JDK was selected.
 *   <li>{@code require}, in Maven's JVM: ends Maven if the recorded JDK is too old.
 *   <li>{@code run DIRECTORY NAME=VALUE… -- ARGUMENT…}, in Maven's JVM: runs {@code java} of the recorded JDK in the
 *       directory. It adds these variables to the environment, and uses the class path that Maven gave this class.
 * </ul>
 */
public class Foreground {
  private static final int OLDEST_JDK = 21;
  private static final String JDK = "jdk";
  private static final int STOP_SECONDS = 90;

  private Foreground() {}

  public static void main(String[] arguments) throws Exception {
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "require" -> require();
      case "run" -> run(rest);
      default -> prepare(Path.of(arguments[0]));
    }
  }

  private static void prepare(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.write(
        directory.resolve(JDK),
        List.of(Integer.toString(Runtime.version().feature()), System.getProperty("java.home")));
    String source = "build/" + Foreground.class.getSimpleName() + ".java";
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", directory.toString(), source);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void require() throws Exception {
    int found = Integer.parseInt(recorded(0));
    if (found < OLDEST_JDK) {
      System.err.printf(
          "%nCallboard needs JDK %d or newer, but the newest JDK found is %d (%s).%n"
              + "Install a newer JDK. If one is installed, set JAVA_HOME to its directory.%n",
          OLDEST_JDK, found, recorded(1));
      System.exit(1);
    }
  }

  private static void run(List<String> arguments) throws Exception {
    int separator = arguments.indexOf("--");
    List<String> command = new ArrayList<>();
    command.add(Path.of(recorded(1), "bin", "java").toString());
    command.add("-cp");
    command.add(classPath());
    for (String argument : arguments.subList(separator + 1, arguments.size())) {
      command.add(argument == null ? "" : argument); // Maven passes an empty property as null
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(Path.of(arguments.get(0)).toFile()).inheritIO();
    for (String variable : arguments.subList(1, separator)) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    Process program = builder.start();
    Thread end = new Thread(() -> end(program));
    Runtime.getRuntime().addShutdownHook(end);
    int status = program.waitFor();
    if (status != 0 || end.getState() != Thread.State.NEW) {
      System.exit(status);
    }
  }

  /** Stops the program while Maven's JVM shuts down, and delays the shutdown until the program has ended. */
  private static void end(Process program) {
    program.destroy();
    try {
      program.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String recorded(int line) throws IOException, URISyntaxException {
    Path directory =
        Path.of(Foreground.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.readAllLines(directory.resolve(JDK)).get(line);
  }

  private static String classPath() throws URISyntaxException {
    if (!(Foreground.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    List<String> elements = new ArrayList<>();
    for (URL element : loader.getURLs()) {
      elements.add(Path.of(element.toURI()).toString());
    }
    return String.join(System.getProperty("path.separator"), elements);
  }
}
