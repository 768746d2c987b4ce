package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alarms are mailed after an administrator adds a mail session to Open Liberty as in
 * docs/liberty.md.
 */
@Tag("liberty")
@Tag("own-server")
class LibertyAlarmMailIT {

  @Test
  void anAlarmIsMailedOnce(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws Exception {
    Assembly assembly = Assembly.ofModule(Path.of(""), Assembly.LIBERTY);
    ServerSettings settings = settings(directory);
    ExistingLiberty server = new ExistingLiberty(assembly, settings);
    Files.createDirectories(server.directory());
    server.copyCallboard("only-for-this-test");
    try (MailServer mails = new MailServer()) {
      Files.writeString(
          server.directory().resolve("server.xml"), configuration(settings, mails.port()));
      server.start("callboard/ready");
      try {
        assertThat(mails.next())
            .contains("RCPT TO:<desk@house.example>")
            .contains("Subject: Callboard: source-silent mediastream")
            .contains("From: callboard@house.example")
            .contains("source-silent (mediastream): No event has arrived since");
        Thread.sleep(3_000);
        assertThat(mails.waiting()).isZero();
      } finally {
        server.stop();
      }
    }
  }

  private static ServerSettings settings(Path directory) {
    return ServerSettings.onLoopback(directory.resolve("liberty"), ServerUnderTest.PORT_OFFSET)
        .with("CALLBOARD_SOURCES", "mediastream")
        .with("CALLBOARD_SOURCES_MEDIASTREAM_SECRETS", "a-secret")
        .with("CALLBOARD_SOURCES_MEDIASTREAM_SILENCE", "PT1S")
        .with("CALLBOARD_ALARMS_INTERVAL_SECONDS", "1")
        .with("CALLBOARD_ALARMS_MAIL_TO", "desk@house.example")
        .with("CALLBOARD_ALARMS_MAIL_FROM", "callboard@house.example");
  }

  private static String configuration(ServerSettings settings, int smtp) {
    return """
    <server>
      <httpEndpoint id="defaultHttpEndpoint" httpPort="%d" httpsPort="%d"/>
      <include location="callboard.xml"/>
      <mailSession id="callboard" mailSessionID="callboard" jndiName="mail/callboard"
                   description="Callboard's alarms" host="127.0.0.1" transportProtocol="smtp"
                   user="nobody" password="nothing" from="callboard@house.example">
        <property name="mail.smtp.port" value="%d"/>
      </mailSession>
    </server>
    """
        .formatted(settings.httpPort(), settings.httpsPort(), smtp);
  }
}
