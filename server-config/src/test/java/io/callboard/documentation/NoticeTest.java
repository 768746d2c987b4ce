package io.callboard.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The application contains its license, and its notice names each library in it. */
class NoticeTest {
  private static final Path APPLICATION = Path.of("../ear/target/callboard.ear");
  private static final Pattern LIBRARY = Pattern.compile("(?m)^  ([a-z0-9-]+) ");

  @Test
  void theApplicationNamesTheLibrariesInIt() throws Exception {
    assumeTrue(Files.exists(APPLICATION), "the application was not built: run mvn verify");
    String notice = Files.readString(Path.of("../NOTICE"));
    List<String> named = LIBRARY.matcher(notice).results().map(NoticeTest::name).toList();

    try (ZipFile application = new ZipFile(APPLICATION.toFile())) {
      assertThat(text(application, "META-INF/NOTICE")).isEqualTo(notice);
      assertThat(text(application, "META-INF/LICENSE"))
          .isEqualTo(Files.readString(Path.of("../LICENSE")));
      assertThat(application.stream().map(ZipEntry::getName).filter(NoticeTest::isLibrary))
          .hasSize(named.size())
          .allSatisfy(library -> assertThat(named).anyMatch(library::contains));
    }
  }

  private static boolean isLibrary(String entry) {
    return entry.startsWith("lib/") && entry.endsWith(".jar") && !entry.contains("io.callboard");
  }

  private static String name(MatchResult line) {
    return line.group(1);
  }

  private static String text(ZipFile file, String entry) throws Exception {
    return new String(
        file.getInputStream(file.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
