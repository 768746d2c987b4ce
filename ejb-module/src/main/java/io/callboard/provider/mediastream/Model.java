package io.callboard.provider.mediastream;

import io.callboard.catalog.DocumentAction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The model and the action in an event's type {@code <model>.<action>}. The platform has several
 * names for a model; our only name for it is the kind. Case, {@code _}, {@code -}, spaces and
 * plural endings do not matter. An unknown model is its own kind, and an unknown action counts as
 * an update.
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

  /** Returns the kind of the model that an event's type names. */
  static String kind(String type) {
    int stop = type.lastIndexOf('.');
    String model = stop > 0 ? type.substring(0, stop) : type;
    return KINDS.getOrDefault(plain(model), model);
  }

  /** Returns the action that an event's type names. */
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
