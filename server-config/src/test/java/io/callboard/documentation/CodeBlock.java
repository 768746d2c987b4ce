package io.callboard.documentation;

import java.util.Optional;

/**
 * A fenced block of a page. The comment before it, which readers do not see, says how tests use it:
 *
 * <ul>
 *   <li>{@code <!-- run -->}: runs after the preceding blocks, in one shell for the page
 *   <li>{@code <!-- save: FILE -->}: becomes that file in the shell's directory
 *   <li>{@code <!-- run by TEST -->}: a test of that name takes it from the page
 *   <li>{@code <!-- not run: REASON -->}
 * </ul>
 *
 * A page with one rule for all its blocks states it once: {@code <!-- every block: run by TEST
 * -->}.
 *
 * @param page the page, relative to the clone
 * @param line the number of the line that opens the block
 * @param language the word after the fence, empty without one
 * @param mark the text of the comment, empty without one
 * @param text the lines of the block, each with its end
 */
public record CodeBlock(String page, int line, String language, String mark, String text) {
  private static final String RUN = "run";
  private static final String RUN_BY = "run by ";
  private static final String SAVE = "save: ";
  private static final String NOT_RUN = "not run: ";

  /** Returns whether the block holds commands for a shell. */
  boolean isShell() {
    return language.equals("sh") || language.equals("bash");
  }

  /** Returns whether the block runs in the shell of its page. */
  public boolean runs() {
    return mark.equals(RUN);
  }

  /** Returns the name of the file that the block becomes. */
  public Optional<String> savedAs() {
    return rest(SAVE);
  }

  /** Returns the simple name of the test that takes the block from the page. */
  Optional<String> test() {
    return rest(RUN_BY);
  }

  /** Returns the reason why no test runs the block. */
  Optional<String> reasonNotToRun() {
    return rest(NOT_RUN);
  }

  private Optional<String> rest(String start) {
    return Optional.of(mark)
        .filter(text -> text.startsWith(start))
        .map(text -> text.substring(start.length()).strip())
        .filter(text -> !text.isEmpty());
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
