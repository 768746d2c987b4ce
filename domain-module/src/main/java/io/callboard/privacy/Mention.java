package io.callboard.privacy;

import io.callboard.json.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A search for a record's id in a body that was not translated. It finds the id as a word of its
 * own, plain or JSON-escaped. It searches the text and the decoded parts of a compact JWS (RFC
 * 7515, section 7.1).
 */
record Mention(String id) {

  boolean in(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (inText(text)) {
      return true;
    }
    for (String part : text.strip().split("\\.", 4)) {
      if (inText(decoded(part))) {
        return true;
      }
    }
    return false;
  }

  private boolean inText(String text) {
    String quoted = JsonMembers.quote(id);
    return has(text, id) || has(text, quoted.substring(1, quoted.length() - 1));
  }

  private static boolean has(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!goesOn(text, at - 1) && !goesOn(text, at + word.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean goesOn(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private static String decoded(String part) {
    try {
      return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
