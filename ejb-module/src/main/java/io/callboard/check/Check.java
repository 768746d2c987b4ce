package io.callboard.check;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The command that reads the settings as a server would and prints its findings. If settings cannot
 * be used, it prints one line for each. Otherwise it prints warnings. Its exit status is 0 if all
 * settings can be used, else 1.
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
