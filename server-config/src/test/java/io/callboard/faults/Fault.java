package io.callboard.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/**
 * A fault inside the server, as a rule of the Byteman agent; the application itself is unmodified.
 */
record Fault(String rule) {
  /** The message of the exception that prevents the start of the hooks. */
  static final String NO_HOOKS = "the hooks do not start";

  /**
   * Kills the process when a bundle is committed and its message is not acknowledged yet.
   *
   * @param bundle which bundle since the start, from 1
   */
  static Fault killBetweenCommitAndAcknowledgement(int bundle) {
    return new Fault(
        """
        RULE kill between commit and acknowledgement
        CLASS io.callboard.intake.settlement.BundleSettler
        METHOD settle
        AT EXIT
        IF incrementCounter("settled") == %d
        DO killJVM()
        ENDRULE
        """
            .formatted(bundle));
  }

  /**
   * Kills the process when a part of a job is committed and its progress is not recorded yet.
   *
   * @param part which part since the start, from 1
   */
  static Fault killBeforePartIsCounted(int part) {
    return new Fault(
        """
        RULE kill before a part is counted
        CLASS io.callboard.job.Jobs
        METHOD progress
        AT ENTRY
        IF incrementCounter("parts") == %d
        DO killJVM()
        ENDRULE
        """
            .formatted(part));
  }

  /**
   * Kills the process in the transaction that rebuilds a record.
   *
   * @param record which record since the start, from 1
   */
  static Fault killInRebuildOfRecord(int record) {
    return new Fault(
        """
        RULE kill in a rebuild
        CLASS io.callboard.intake.rebuild.RebuildStep
        METHOD rebuild
        AT EXIT
        IF incrementCounter("rebuilt") == %d
        DO killJVM()
        ENDRULE
        """
            .formatted(record));
  }

  /** Aborts the start of the hooks' web application, and of no other. */
  static Fault hooksDoNotStart() {
    return new Fault(
        """
        RULE no hooks
        CLASS io.callboard.web.hooks.HooksLifecycle
        METHOD contextInitialized
        AT ENTRY
        IF true
        DO THROW new java.lang.IllegalStateException("%s")
        ENDRULE
        """
            .formatted(NO_HOOKS));
  }

  /** Delays every part of a replay by two seconds. */
  static Fault slowReplay() {
    return new Fault(
        """
        RULE slow replay
        CLASS io.callboard.intake.replay.ReplayPart
        METHOD apply(ClaimedJob, int)
        AT ENTRY
        IF true
        DO delay(2000)
        ENDRULE
        """);
  }

  /** Makes the broker see a full disk while a file exists. */
  static Fault diskFullWhile(Path file) {
    return new Fault(
        """
        RULE full disk
        CLASS org.apache.activemq.artemis.core.server.files.FileStoreMonitor
        METHOD calculateUsage
        AT ENTRY
        BIND mark = new java.io.File("%s")
        IF mark.exists()
        DO RETURN 0.99
        ENDRULE
        """
            .formatted(file));
  }

  /** Returns the options for the server's JVM. */
  String options(Path directory) {
    Path script = directory.resolveSibling("fault.btm");
    try {
      Path agent = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Files.writeString(script, rule);
      return "-javaagent:%s=script:%s -Djboss.modules.system.pkgs=org.jboss.byteman"
          .formatted(agent, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
