import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Formats every Java source below the working directory; with {@code check}, fails instead if one is not formatted. */
class Format {
  public static void main(String[] args) throws Exception {
    List<String> options =
        new ArrayList<>(
            args[0].equals("apply") ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    try (var files = Files.walk(Path.of(""))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("target/") && !file.startsWith("build"))
          .map(Path::toString)
          .forEach(options::add);
    }
    StringWriter unformatted = new StringWriter();
    int status =
        new Main(new PrintWriter(unformatted, true), new PrintWriter(System.err, true), System.in)
            .format(options.toArray(String[]::new));
    if (!unformatted.toString().isEmpty()) {
      System.out.println("These Java files are not formatted. `mvn -Pformat` rewrites them:");
      System.out.print(unformatted);
    }
    System.exit(status);
  }
}
