package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Open Liberty. Every start overwrites {@code server.xml}, {@code callboard.xml} and {@code
 * bootstrap.properties}. Changes belong in {@code configDropins/overrides}, which is kept.
 *
 * @param assembly an assembly of {@link Assembly#LIBERTY}
 */
record Liberty(Assembly assembly) implements Product {

  private static final String NAME = "callboard";
  private static final String SERVER = "servers/" + NAME;
  private static final List<String> FILES =
      List.of("server.xml", "callboard.xml", "bootstrap.properties");

  /**
   * Messages for an application that is missing or did not start, and for an unreadable
   * configuration.
   */
  private static final Pattern REFUSAL =
      Pattern.compile("CWWKZ0002E|CWWKZ0013E|CWWKZ0014W|CWWKZ0058E|CWWKG0014E");

  @Override
  public String name() {
    return "Open Liberty";
  }

  @Override
  public void prepare(ServerDirectory directory, ServerSettings settings) {
    directory.make(SERVER + "/apps");
    directory.make(SERVER + "/variables");
    directory.make("data");
    directory.secret(SERVER + "/variables/callboard.broker.password", 24);
    directory.secret(SERVER + "/variables/callboard.keystore.password", 24);
    try {
      for (String file : FILES) {
        directory.write(
            SERVER + "/" + file, Files.readString(assembly.configuration().resolve(file)));
      }
      deploy(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directory.prepared(NAME);
  }

  @Override
  public List<String> command(ServerDirectory directory, ServerSettings settings) {
    return LibertyCommand.server(assembly.home(), NAME);
  }

  @Override
  public Map<String, String> environment(ServerDirectory directory, ServerSettings settings) {
    return Map.of(
        "WLP_USER_DIR", directory.path("").toString(),
        "LOG_DIR", directory.path("log").toString(),
        "CALLBOARD_DATA_DIR", directory.path("data").toString(),
        "CALLBOARD_LIB_DIR", assembly.libraries().toString(),
        "CALLBOARD_HTTP_HOST", settings.bindAddress(),
        "CALLBOARD_HTTP_PORT", Integer.toString(settings.httpPort()),
        "CALLBOARD_HTTPS_PORT", Integer.toString(settings.httpsPort()));
  }

  @Override
  public Path log(ServerDirectory directory) {
    return directory.path("log/messages.log");
  }

  @Override
  public Path database(ServerDirectory directory) {
    return directory.path("data/database.mv.db");
  }

  @Override
  public Optional<String> refusal(ServerDirectory directory) {
    try (Stream<String> lines = directory.read(ConsoleLog.FILE).orElse("").lines()) {
      return lines.filter(line -> REFUSAL.matcher(line).find()).findFirst();
    }
  }

  @Override
  public Optional<Console> console(ServerDirectory directory, ServerSettings settings) {
    return Optional.empty();
  }

  /**
   * Copies the application if it changed. Liberty recognises a changed archive by its timestamp,
   * but a reproducible build gives all archives the same one. So the work area, with Liberty's
   * cache of the old archive, is removed too.
   */
  private void deploy(ServerDirectory directory) throws IOException {
    Path deployed = directory.path(SERVER + "/apps/callboard.ear");
    if (Files.exists(deployed) && Files.mismatch(deployed, assembly.application()) < 0) {
      return;
    }
    directory.remove(SERVER + "/workarea");
    Files.copy(assembly.application(), deployed, StandardCopyOption.REPLACE_EXISTING);
  }
}
