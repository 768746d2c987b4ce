package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import java.util.TreeMap;

/**
 * A decision by text between two documents of the same time, so that both orders of arrival agree.
 */
final class TieBreak {
  private TieBreak() {}

  /**
   * Returns whether the challenger replaces the holder: the text of its members, sorted by name,
   * sorts later.
   */
  static boolean wins(JsonMembers challenger, JsonMembers holder) {
    return text(challenger).compareTo(text(holder)) > 0;
  }

  /** Returns the members as text, sorted by name. */
  static String text(JsonMembers members) {
    var sorted = new TreeMap<String, String>();
    members.names().forEach(name -> members.text(name).ifPresent(text -> sorted.put(name, text)));
    return sorted.toString();
  }
}
