package io.callboard.check;

import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The command: reads the settings as a server would, and prints a line for each that cannot be
 * used. Its exit status is 0 if there is none.
 */
final class Check {
  private Check() {}

  public static void main(String[] arguments) {
    List<String> wrong =
        ConfigurationCheck.wrong(ConfigProvider.getConfig(), ProvidersOfTheBuild.found());
    wrong.forEach(System.out::println);
    if (wrong.isEmpty()) {
      System.out.println("A server can start with these settings.");
    }
    System.exit(wrong.isEmpty() ? 0 : 1);
  }
}
