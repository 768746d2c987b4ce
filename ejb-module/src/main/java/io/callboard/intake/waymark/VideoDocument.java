package io.callboard.intake.waymark;

import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.intake.EventReader;
import io.callboard.intake.EventTime;
import io.callboard.intake.UnusableEvent;
import io.callboard.json.JsonMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data of a video event. */
final class VideoDocument {
  private static final int MAX_RENDERS = 100;
  private static final int MAX_FORMAT = 100;
  private static final int MAX_STATUS = 40;

  private VideoDocument() {}

  static VideoChanged of(String id, WaymarkEvent event) throws UnusableEvent {
    return new VideoChanged(
        id,
        event.data().string("updatedAt").flatMap(EventTime::parse).orElse(null),
        event.at(),
        event.header().string("accountID").orElse(""),
        event.header().string("externalID").orElse(""),
        event.data(),
        renders(event.data()));
  }

  private static List<RenderChange> renders(JsonMembers video) throws UnusableEvent {
    List<JsonMembers> objects =
        video
            .onlyObjects("renders")
            .filter(all -> all.size() <= MAX_RENDERS)
            .orElseThrow(
                () -> new UnusableEvent("renders was expected to hold at most 100 objects"));
    List<RenderChange> renders = new ArrayList<>();
    for (JsonMembers object : objects) {
      renders.add(render(object));
    }
    return renders;
  }

  private static RenderChange render(JsonMembers render) throws UnusableEvent {
    Optional<String> url = render.string("url");
    return new RenderChange(
        EventReader.text(render.string("format"), "renders[].format", MAX_FORMAT),
        EventReader.text(render.string("status"), "renders[].status", MAX_STATUS),
        url.isPresent() ? url.get() : render.string("renderURL").orElse(null),
        render.string("renderedAt").flatMap(EventTime::parse).orElse(null));
  }
}
