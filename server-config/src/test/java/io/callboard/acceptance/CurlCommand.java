package io.callboard.acceptance;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A curl command line from the documentation, with some of curl's options, both kinds of quotes,
 * and shell variables.
 */
record CurlCommand(List<Word> words) {
  private static final Pattern WORD =
      Pattern.compile("\\s*(?:\\\\\n\\s*)?((?:'[^']*'|\"[^\"]*\"|[^\\s'\"\\\\])+)");
  private static final Pattern PART = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^'\"]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");

  /** A word of the command; text in single quotes is literal. */
  record Word(String source) {
    String expanded(Map<String, String> variables) {
      return PART.matcher(source)
          .results()
          .map(part -> expanded(part, variables))
          .reduce("", String::concat);
    }

    private static String expanded(MatchResult part, Map<String, String> variables) {
      if (part.group(1) != null) {
        return part.group(1);
      }
      String text = part.group(2) == null ? part.group(3) : part.group(2);
      return VARIABLE
          .matcher(text)
          .replaceAll(variable -> Matcher.quoteReplacement(value(variable.group(1), variables)));
    }

    private static String value(String name, Map<String, String> variables) {
      String value = variables.get(name);
      if (value == null) {
        throw new IllegalArgumentException("unknown variable $" + name);
      }
      return value;
    }
  }

  /**
   * The request that the command sends.
   *
   * @param user null without a login
   */
  record Request(
      String method, String url, @Nullable String user, Map<String, String> headers, String body) {}

  static CurlCommand parse(String line) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      words.add(new Word(matcher.group(1)));
      end = matcher.end();
    }
    if (end != line.length() || !words.getFirst().source().equals("curl")) {
      throw new IllegalArgumentException("not understood: " + line);
    }
    return new CurlCommand(words.subList(1, words.size()));
  }

  /** Returns the request, with the values of the variables. */
  Request request(Map<String, String> variables) {
    String method = "";
    String url = "";
    String user = null;
    String body = null;
    Map<String, String> headers = new LinkedHashMap<>();
    Iterator<String> rest = words.stream().map(word -> word.expanded(variables)).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "-i" -> {}
        case "-o" -> rest.next();
        case "-X" -> method = rest.next();
        case "-u" -> user = rest.next();
        case "-d" -> body = rest.next();
        case "-H" -> {
          String[] header = rest.next().split(": ", 2);
          headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        default -> url = target(word, url);
      }
    }
    if (body != null && !headers.containsKey("content-type")) {
      throw new IllegalArgumentException("curl would send a form: " + this);
    }
    String used = method.isEmpty() ? (body == null ? "GET" : "POST") : method;
    return new Request(used, url, user, headers, body == null ? "" : body);
  }

  private static String target(String word, String before) {
    if (word.startsWith("-") || !before.isEmpty()) {
      throw new IllegalArgumentException("not understood: " + word);
    }
    return word;
  }
}
