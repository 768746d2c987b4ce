package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An administrator includes Callboard in a server with another application, and removes it. */
@Tag("liberty")
@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibertyInstallationIT {
  private static final String[] USER = {"user", "neighbour", "password", "neighbours-own"};
  private static final String OWN_FACTORY = "jms/neighbour";
  private static final String OWN_QUEUE = "jms/queue/neighbour";

  /**
   * The lines that docs/liberty.md tells an administrator to add, with the role for a neighbour
   * that has queues.
   */
  private static final String INCLUDE =
      """
      <include location="callboard.xml"/>
        <basicRegistry id="callboard">
          <user name="neighbour" password="neighbours-own"/>
        </basicRegistry>
        <messagingEngine id="defaultME">
          <messagingSecurity>
            <role name="neighbour">
              <user name="neighbour"/>
              <queuePermission queueRef="neighbour"><action>ALL</action></queuePermission>
            </role>
          </messagingSecurity>
        </messagingEngine>
      """;

  private ExistingLiberty server;
  private String before;

  @BeforeAll
  void installBesideANeighbour(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws Exception {
    Assembly assembly = Assembly.ofModule(Path.of(""), Assembly.LIBERTY);
    ServerSettings settings =
        ServerSettings.onLoopback(directory.resolve("liberty"), ServerUnderTest.PORT_OFFSET)
            .with("CALLBOARD_SOURCES", "filmmakers")
            .with("CALLBOARD_SOURCES_FILMMAKERS_SECRETS", "only-for-this-test");
    server = new ExistingLiberty(assembly, settings);
    Files.createDirectories(server.directory());
    before = configuration(settings, Neighbour.writeTo(directory), assembly.libraries());
    configure(before);
    server.start("neighbour/database");
    assertThat(send(OWN_FACTORY, OWN_QUEUE)).isEqualTo("sent");
    server.stop();
    server.copyCallboard("only-for-this-test");
    configure(before.replace("<!-- callboard -->", INCLUDE));
    server.start("callboard/ready");
  }

  @AfterAll
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void leavesTheNeighbourItsDatabase() throws Exception {
    assertThat(server.get("neighbour/database", "source", "jdbc/neighbour")).isEqualTo("valid");
  }

  @Test
  void leavesTheNeighbourTheQueueThatItHasARoleFor() throws Exception {
    assertThat(send(OWN_FACTORY, OWN_QUEUE, USER)).isEqualTo("sent");
    assertThat(receive(OWN_FACTORY, OWN_QUEUE, USER)).isEqualTo("received");
  }

  @Test
  void refusesTheNeighbourOnCallboardsQueues() throws Exception {
    for (String queue : new String[] {"callboard.intake", "callboard.unreadable"}) {
      for (String factory : new String[] {"jms/callboard", OWN_FACTORY}) {
        for (String[] user : new String[][] {{}, USER}) {
          assertThat(send(factory, "jms/queue/" + queue, user)).startsWith("refused: ");
          assertThat(receive(factory, "jms/queue/" + queue, user)).startsWith("refused: ");
        }
      }
    }
  }

  @Test
  void leavesTheServerAsItWasWhenTheIncludeIsTakenOut() throws Exception {
    server.stop();
    configure(before);
    server.start("neighbour/database");

    assertThat(receive(OWN_FACTORY, OWN_QUEUE)).isEqualTo("received");
    assertThat(server.get("neighbour/database", "source", "jdbc/neighbour")).isEqualTo("valid");
    assertThat(server.get("callboard/ready")).isEqualTo("status 404");

    server.stop();
    configure(before.replace("<!-- callboard -->", INCLUDE));
    server.start("callboard/ready");
  }

  private static String configuration(ServerSettings settings, Path application, Path libraries) {
    return """
    <server>
      <featureManager>
        <platform>jakartaee-10.0</platform>
        <feature>servlet</feature>
        <feature>jdbc</feature>
        <feature>jndi-1.0</feature>
        <feature>messagingClient-3.0</feature>
        <feature>messagingServer-3.0</feature>
      </featureManager>
      <httpEndpoint id="defaultHttpEndpoint" httpPort="%d" httpsPort="%d"/>
      <webApplication location="%s" contextRoot="/neighbour"/>
      <library id="neighbour"><fileset dir="%s"/></library>
      <dataSource jndiName="jdbc/neighbour" type="java.sql.Driver">
        <jdbcDriver libraryRef="neighbour"/>
        <properties URL="jdbc:h2:mem:neighbour" user="neighbour" password="neighbour"/>
      </dataSource>
      <messagingEngine id="defaultME"><queue id="neighbour"/></messagingEngine>
      <jmsConnectionFactory jndiName="jms/neighbour"><properties.wasJms/></jmsConnectionFactory>
      <jmsQueue jndiName="jms/queue/neighbour">
        <properties.wasJms queueName="neighbour"/>
      </jmsQueue>
      <!-- callboard -->
    </server>
    """
        .formatted(
            settings.httpPort(), settings.httpsPort(), application, libraries.resolve("drivers"));
  }

  private void configure(String text) throws Exception {
    Files.writeString(server.directory().resolve("server.xml"), text);
  }

  private String send(String factory, String queue, String... more) throws Exception {
    return server.get("neighbour/send", query(factory, queue, more));
  }

  private String receive(String factory, String queue, String... more) throws Exception {
    return server.get("neighbour/receive", query(factory, queue, more));
  }

  private static String[] query(String factory, String queue, String... more) {
    List<String> query = new ArrayList<>(List.of("factory", factory, "queue", queue));
    query.addAll(List.of(more));
    return query.toArray(String[]::new);
  }
}
