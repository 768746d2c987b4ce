package io.callboard.incontainer;

import io.callboard.server.Assembly;
import io.callboard.server.ServerUnderTest;
import io.callboard.testing.SignedRequests;
import java.io.File;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built EAR with one more web module, which holds a test. */
final class TestedApplication {
  private static final File EAR = new File("target/assembly/callboard.ear");
  private static final String DESCRIPTOR = "META-INF/application.xml";
  private static final String MODULE =
      "<module><web><web-uri>tests.war</web-uri><context-root>/tests</context-root></web></module>";

  private TestedApplication() {}

  static EnterpriseArchive with(Class<?> test) throws Exception {
    EnterpriseArchive ear =
        ShrinkWrap.create(ZipImporter.class, "callboard.ear")
            .importFrom(EAR)
            .as(EnterpriseArchive.class);
    String descriptor = text(ear);
    ear.delete(DESCRIPTOR);
    ear.setApplicationXML(
        new StringAsset(descriptor.replace("</application>", MODULE + "</application>")));
    return ear.addAsModule(Testable.archiveToTest(war(test)));
  }

  private static WebArchive war(Class<?> test) throws URISyntaxException {
    return ShrinkWrap.create(WebArchive.class, "tests.war")
        .addClass(test)
        .addClasses(TestedApplication.class, Broker.class, ManagementBean.class, broker())
        .addPackage(SignedRequests.class.getPackage())
        .addAsLibrary(jarOf(Assertions.class))
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /**
   * Returns the server's implementation. The other one's resource names cannot be resolved on this
   * server.
   */
  private static Class<? extends Broker> broker() {
    return ServerUnderTest.assembly().kind().equals(Assembly.LIBERTY)
        ? LibertyBroker.class
        : WildFlyBroker.class;
  }

  private static File jarOf(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String text(EnterpriseArchive ear) throws Exception {
    try (InputStream descriptor = ear.get(DESCRIPTOR).getAsset().openStream()) {
      return new String(descriptor.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
