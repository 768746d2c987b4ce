package io.callboard.check;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The command: reads the settings as a server would, and prints a line for each that cannot be used
 * or that an administrator should know about. Its exit status is 0 if all can be used.
 */
final class Check {
  private Check() {}

  public static void main(String[] arguments) {
    ConfigurationCheck check =
        ConfigurationCheck.of(ConfigProvider.getConfig(), ProvidersOfTheBuild.found());
    check.lines().forEach(System.out::println);
    System.exit(check.wrong().isEmpty() ? 0 : 1);
  }
}
