package io.callboard.catalog;

import io.callboard.catalog.RecordView.PictureView;
import io.callboard.catalog.RecordView.ShowreelView;
import io.callboard.json.JsonMembers;
import java.util.ArrayList;
import java.util.List;

/** The parts of an actor profile's document that have their own types. */
final class ProfileParts {
  private static final String EXTERNAL = "external";

  private ProfileParts() {}

  static List<PictureView> pictures(JsonMembers profile) {
    return profile.objects("pictures").stream().map(ProfileParts::picture).toList();
  }

  private static PictureView picture(JsonMembers picture) {
    JsonMembers versions = picture.object("versions").orElse(JsonMembers.NONE);
    return new PictureView(
        picture.literal("id").orElse(null),
        picture.string("url").orElse(null),
        picture.string("copyright").orElse(null),
        picture.bool("main_picture").orElse(false),
        versions.string("original").orElse(null),
        versions.string("large").orElse(null),
        versions.string("thumb").orElse(null),
        versions.string("thumb_large").orElse(null));
  }

  /**
   * Returns the provider's own showreels, then external ones, of which only the address is known.
   */
  static List<ShowreelView> showreels(JsonMembers profile) {
    List<ShowreelView> showreels = new ArrayList<>();
    for (JsonMembers showreel : profile.objects("showreels")) {
      showreel
          .string("url")
          .map(
              url ->
                  new ShowreelView(
                      showreel.string("name").orElse(null),
                      url,
                      showreel.string("type").orElse(null)))
          .ifPresent(showreels::add);
    }
    profile
        .strings("external_showreels")
        .forEach(url -> showreels.add(new ShowreelView(null, url, EXTERNAL)));
    return showreels;
  }
}
