package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alarms are mailed after an administrator adds a mail session to WildFly as in docs/wildfly.md.
 */
@Tag("wildfly")
@Tag("own-server")
class AlarmMailIT {

  @Test
  void anAlarmIsMailedOnce(@TempDir Path directory) throws Exception {
    Assembly assembly = Assembly.ofModule(Path.of(""));
    ExistingWildFly server =
        ExistingWildFly.start(
            assembly,
            ServerSettings.onLoopback(directory.resolve("wildfly"), ServerUnderTest.PORT_OFFSET));
    try (MailServer mails = new MailServer()) {
      configure(server, assembly, mails.port());
      server.command("reload");
      server.command("deploy " + assembly.application());

      assertThat(mails.next())
          .contains("RCPT TO:<desk@house.example>")
          .contains("Subject: Callboard: source-silent mediastream")
          .contains("From: callboard@house.example")
          .contains("source-silent (mediastream): No event has arrived since");
      Thread.sleep(3_000);
      server.command("undeploy callboard.ear");
      assertThat(mails.waiting()).isZero();
    } finally {
      server.stop();
    }
  }

  private static void configure(ExistingWildFly server, Assembly assembly, int smtp)
      throws Exception {
    server.command("/system-property=callboard.broker.password:add(value=only-for-this-test)");
    server.run(assembly.configuration().resolve("install.cli"));
    server.command(
        "/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding="
            + "callboard-smtp:add(host=127.0.0.1,port="
            + smtp
            + ")");
    server.command("/subsystem=mail/mail-session=callboard:add(jndi-name=java:/mail/callboard)");
    server.command(
        "/subsystem=mail/mail-session=callboard/server=smtp:add("
            + "outbound-socket-binding-ref=callboard-smtp)");
    setting(server, "callboard.sources", "mediastream");
    setting(server, "callboard.sources.mediastream.secrets", "a-secret");
    setting(server, "callboard.sources.mediastream.silence", "PT1S");
    setting(server, "callboard.alarms.interval-seconds", "1");
    setting(server, "callboard.alarms.mail.to", "desk@house.example");
    setting(server, "callboard.alarms.mail.from", "callboard@house.example");
  }

  private static void setting(ExistingWildFly server, String key, String value) throws Exception {
    server.command(
        "/subsystem=microprofile-config-smallrye/config-source=callboard:map-put("
            + "name=properties, key=\"%s\", value=\"%s\")".formatted(key, value));
  }
}
