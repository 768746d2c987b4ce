package io.callboard.intake.mediastream;

import io.callboard.catalog.DocumentAction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the type {@code <model>.<action>} of an event says. The platform has several names for a
 * model; ours is the kind. A model or an action that is unknown is taken as it is, and as an
 * update.
 */
final class Model {
  private static final Map<String, String> KINDS = new HashMap<>();

  static {
    names("media", "media", "medias");
    names("access-restriction", "access_restrictions");
    names("article", "article", "articles", "item");
    names("category", "categories", "category");
    names("customer", "customers", "customer");
    names("customer-profile", "customerprofiles", "profile");
    names("purchase", "customerpurchases", "buy");
    names("live", "events", "live");
    names("schedule", "eventschedules", "schedule");
    names("schedule-job", "eventschedulejobs", "schedulework");
    names("moment", "moments", "moment");
    names("playlist", "playlists", "playlist");
    names("product", "products", "product");
    names("payment", "purchasepayments", "payments");
    names("season-episode", "seasonepisodes");
    names("show", "show", "shows");
    names("show-related", "showrelated");
    names("show-season", "showseasons");
    names("media-meta", "mediametas");
  }

  private Model() {}

  private static void names(String kind, String... names) {
    List.of(names).forEach(name -> KINDS.put(name, kind));
  }

  /** The kind of the model that an event's type names. */
  static String kind(String type) {
    int stop = type.lastIndexOf('.');
    String model = stop > 0 ? type.substring(0, stop) : type;
    return KINDS.getOrDefault(model.toLowerCase(Locale.ROOT), model);
  }

  /** What an event's type says happened. */
  static DocumentAction action(String type) {
    return switch (type.substring(type.lastIndexOf('.') + 1)) {
      case "create" -> DocumentAction.CREATE;
      case "delete" -> DocumentAction.DELETE;
      case "purged" -> DocumentAction.PURGE;
      case "undelete" -> DocumentAction.RESTORE;
      default -> DocumentAction.UPDATE;
    };
  }
}
