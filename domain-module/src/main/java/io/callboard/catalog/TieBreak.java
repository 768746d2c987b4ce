package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import java.util.TreeMap;

/** Decides between two documents of the same time by their text, so that both orders agree. */
final class TieBreak {
  private TieBreak() {}

  /**
   * Whether the challenger replaces the holder: its members, sorted by name, make the later text.
   */
  static boolean wins(JsonMembers challenger, JsonMembers holder) {
    return text(challenger).compareTo(text(holder)) > 0;
  }

  /** The members sorted by name. */
  static String text(JsonMembers members) {
    var sorted = new TreeMap<String, String>();
    members.names().forEach(name -> members.text(name).ifPresent(text -> sorted.put(name, text)));
    return sorted.toString();
  }
}
