package io.callboard.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Files in the directory of an Open Liberty, and its management beans while it runs. */
@SuppressWarnings("BanJNDI") // The address comes from the server's own directory.
record LibertyManagement(Path directory) implements Management {

  @Override
  public void open() {
    override(
        "management", "<featureManager><feature>localConnector-1.0</feature></featureManager>");
  }

  @Override
  public void suspendForAWhile() {
    // Liberty cannot be suspended.
  }

  @Override
  public void admitAgent() {
    write(
        server().resolve("bootstrap.properties"),
        "org.osgi.framework.bootdelegation=org.jboss.byteman.*\n");
  }

  @Override
  public void deploy(String name, Path application) {
    override(
        name,
        "<webApplication location=\"%s\" contextRoot=\"/%s\"/>"
            .formatted(application, name.replace(".war", "")));
  }

  @Override
  public long messages(String queue) {
    try {
      String address =
          Files.readString(server().resolve("logs/state/com.ibm.ws.jmx.local.address")).strip();
      try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
        ObjectName name = new ObjectName("WebSphere:feature=wasJmsServer,type=Queue,name=" + queue);
        return ((Number) connector.getMBeanServerConnection().getAttribute(name, "Depth"))
            .longValue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Path brokerPassword() {
    return server().resolve("variables/callboard.broker.password");
  }

  @Override
  public String names() {
    return "";
  }

  private Path server() {
    return directory.resolve("servers/callboard");
  }

  private void override(String name, String elements) {
    write(
        server().resolve("configDropins/overrides/" + name + ".xml"),
        "<server>" + elements + "</server>");
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
