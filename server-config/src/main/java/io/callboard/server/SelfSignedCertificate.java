package io.callboard.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The certificate of a run's HTTPS port, in the key store that WildFly expects. Without the file
 * WildFly creates one itself at the first request, and warns at each start until then.
 */
final class SelfSignedCertificate {

  /**
   * The file name, alias and password in {@code standalone-full.xml}. Only the owner may read the
   * file.
   */
  private static final String FILE = "application.keystore";

  private static final String ALIAS = "server";
  private static final String PASSWORD = "password";

  private SelfSignedCertificate() {}

  /**
   * Creates the file in a server's {@code configuration} directory, valid for ten years, as WildFly
   * would.
   *
   * @throws CannotStart when the JDK's keytool fails
   */
  static void writeTo(Path configuration) {
    ProcessBuilder keytool =
        new ProcessBuilder(
            OwnerOnly.command(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keystore",
                    configuration.resolve(FILE).toString(),
                    "-storepass:env",
                    "KEYSTORE_PASSWORD",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "2048",
                    "-validity",
                    "3650",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1")));
    keytool.environment().put("KEYSTORE_PASSWORD", PASSWORD);
    try {
      Process process = keytool.redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new CannotStart("keytool could not create the certificate: " + printed.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("The start was interrupted while keytool created the certificate.");
    }
  }
}
