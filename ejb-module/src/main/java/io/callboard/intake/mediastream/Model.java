package io.callboard.intake.mediastream;

import io.callboard.catalog.DocumentAction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the type {@code <model>.<action>} of an event says. The platform has several names for a
 * model; ours is the kind. Case, {@code _}, {@code -} and spaces do not matter, nor does singular
 * or plural. A model or an action that is unknown is taken as it is, and as an update.
 */
final class Model {
  private static final Map<String, String> KINDS = new HashMap<>();

  static {
    names("media", "media");
    names("access-restriction", "access restriction");
    names("article", "article", "item");
    names("category", "category");
    names("customer", "customer");
    names("customer-profile", "customer profile", "profile");
    names("purchase", "customer purchase", "purchase", "buy");
    names("live", "event", "live");
    names("schedule", "event schedule", "schedule");
    names("schedule-job", "event schedule job", "schedule job", "schedule work");
    names("moment", "moment");
    names("playlist", "playlist");
    names("product", "product");
    names("payment", "purchase payment", "payment");
    names("season-episode", "season episode");
    names("show", "show");
    names("show-related", "show related");
    names("show-season", "show season");
    names("media-meta", "media meta");
  }

  private Model() {}

  private static void names(String kind, String... names) {
    for (String name : names) {
      String plain = plain(name);
      plurals(plain).forEach(plural -> KINDS.put(plural, kind));
      KINDS.put(plain, kind);
    }
  }

  private static List<String> plurals(String name) {
    return name.endsWith("y")
        ? List.of(name.substring(0, name.length() - 1) + "ies", name + "s")
        : List.of(name + "s");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }

  /** The kind of the model that an event's type names. */
  static String kind(String type) {
    int stop = type.lastIndexOf('.');
    String model = stop > 0 ? type.substring(0, stop) : type;
    return KINDS.getOrDefault(plain(model), model);
  }

  /** What an event's type says happened. */
  static DocumentAction action(String type) {
    String action = type.substring(type.lastIndexOf('.') + 1).strip();
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "create" -> DocumentAction.CREATE;
      case "delete" -> DocumentAction.DELETE;
      case "purged" -> DocumentAction.PURGE;
      case "undelete" -> DocumentAction.RESTORE;
      default -> DocumentAction.UPDATE;
    };
  }
}
