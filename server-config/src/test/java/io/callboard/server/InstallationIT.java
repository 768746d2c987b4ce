package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An administrator installs Callboard next to another application, uses it, and removes it. */
@Tag("wildfly")
@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallationIT {

  private static final String OWN_QUEUE = "java:/jms/queue/neighbour";
  private static final String INTAKE = "java:/jms/queue/callboard.intake";
  private static final String UNREADABLE = "java:/jms/queue/callboard.unreadable";
  private static final String CALLBOARD_FACTORY = "java:/jms/callboard";
  private static final String DEFAULT_FACTORY = "java:/JmsXA";

  private final Assembly assembly = Assembly.ofModule(Path.of(""));
  private ExistingWildFly server;
  private String before;
  private String installed;

  @BeforeAll
  void installBesideANeighbour(@TempDir Path directory) throws Exception {
    server =
        ExistingWildFly.start(
            assembly,
            ServerSettings.onLoopback(directory.resolve("wildfly"), ServerUnderTest.PORT_OFFSET));
    server.run(Path.of("src/test/resources/neighbour.cli"));
    server.command("deploy " + Neighbour.writeTo(directory));
    server.command("reload");
    before = server.model();
    server.command("/system-property=callboard.broker.password:add(value=only-for-this-test)");
    server.run(assembly.configuration().resolve("install.cli"));
    server.command("reload");
    installed = server.model();
  }

  @AfterAll
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void changesNothingWhenItRunsAgain() throws Exception {
    server.run(assembly.configuration().resolve("install.cli"));

    assertThat(server.model()).isEqualTo(installed).isNotEqualTo(before);
  }

  @Test
  void leavesTheNeighbourItsQueueAndDatabase() throws Exception {
    assertThat(send(DEFAULT_FACTORY, OWN_QUEUE)).isEqualTo("sent");
    assertThat(receive(DEFAULT_FACTORY, OWN_QUEUE)).isEqualTo("received");
    assertThat(server.get("neighbour/database", "source", "java:/jdbc/neighbour"))
        .isEqualTo("valid");
  }

  @Test
  void refusesTheNeighbourOnCallboardsQueues() throws Exception {
    for (String queue : new String[] {INTAKE, UNREADABLE}) {
      for (String factory : new String[] {CALLBOARD_FACTORY, DEFAULT_FACTORY}) {
        assertThat(send(factory, queue)).startsWith("refused: ");
        assertThat(receive(factory, queue)).startsWith("refused: ");
      }
    }
  }

  @Test
  void refusesTheNeighbourWithTheBrokersDefaultCredentials() throws Exception {
    assertThat(
            server.get(
                "neighbour/send",
                "factory",
                CALLBOARD_FACTORY,
                "queue",
                INTAKE,
                "user",
                "ACTIVEMQ.CLUSTER.ADMIN.USER",
                "password",
                "CHANGE ME!!"))
        .startsWith("refused: ");
  }

  @Test
  void servesCallboardAndLeavesTheServerAsItWas() throws Exception {
    server.command("deploy " + assembly.application());
    assertThat(server.get("callboard/ready")).doesNotStartWith("status");
    server.command("undeploy callboard.ear");

    server.run(assembly.configuration().resolve("remove.cli"));
    server.command("reload");

    assertThat(server.model()).isEqualTo(before);
    assertThat(send(DEFAULT_FACTORY, OWN_QUEUE)).isEqualTo("sent");

    server.command("/system-property=callboard.broker.password:add(value=only-for-this-test)");
    server.run(assembly.configuration().resolve("install.cli"));
    server.command("reload");
    assertThat(server.model()).isEqualTo(installed);
  }

  private String send(String factory, String queue) throws Exception {
    return server.get("neighbour/send", "factory", factory, "queue", queue);
  }

  private String receive(String factory, String queue) throws Exception {
    return server.get("neighbour/receive", "factory", factory, "queue", queue);
  }
}
