package io.callboard.provider.waymark;

import io.callboard.catalog.CatalogChange.RenderChange;
import io.callboard.catalog.CatalogChange.VideoChanged;
import io.callboard.json.JsonMembers;
import io.callboard.provider.EventReader;
import io.callboard.time.EventTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of a video event. A render that is not an object, or has no usable format, does not fail
 * the event. It is kept only in the video's attributes, and a remark says so.
 */
final class VideoDocument {
  private static final String RENDERS = "renders";

  private final String id;
  private final WaymarkEvent event;
  private final List<RenderChange> renders = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private VideoDocument(String id, WaymarkEvent event) {
    this.id = id;
    this.event = event;
  }

  static VideoDocument of(String id, WaymarkEvent event) {
    VideoDocument document = new VideoDocument(id, event);
    document.elements().forEach(document::read);
    if (!document.others.isEmpty()) {
      document.remarks.add(
          document.others.size() + " of its renders cannot be read: only attributes contain them");
    }
    return document;
  }

  /**
   * Returns the elements of an array, or the members of an object, because some languages write
   * arrays so.
   */
  private List<String> elements() {
    JsonMembers data = event.data();
    Optional<JsonMembers> object = data.object(RENDERS);
    if (object.isPresent()) {
      return object.get().names().stream()
          .flatMap(name -> object.get().text(name).stream())
          .toList();
    }
    String text = data.text(RENDERS).orElse("null");
    return text.startsWith("[") || text.equals("null") ? data.elements(RENDERS) : List.of(text);
  }

  private void read(String element) {
    Optional<JsonMembers> render = JsonMembers.of(Map.of(RENDERS, element)).object(RENDERS);
    Optional<String> format =
        render
            .flatMap(object -> object.string("format"))
            .filter(text -> EventReader.isText(text, RenderChange.MAX_FORMAT));
    if (render.isEmpty() || format.isEmpty()) {
      others.add(element);
    } else {
      renders.add(render(format.get(), render.get()));
    }
  }

  private RenderChange render(String format, JsonMembers render) {
    Optional<String> url = render.string("url").or(() -> render.string("renderURL"));
    if (url.isPresent() && url.get().length() > RenderChange.MAX_URL) {
      remarks.add(
          "the address of the render "
              + format
              + " has more than "
              + RenderChange.MAX_URL
              + " characters: only attributes contain it");
    }
    return new RenderChange(
        format,
        render.string("status").orElse(null),
        url.orElse(null),
        EventTime.of(render, "renderedAt").orElse(null),
        render);
  }

  VideoChanged change() {
    return new VideoChanged(
        id,
        updatedAt(),
        event.at(),
        event.accountId(),
        event.externalId(),
        event.data(),
        renders,
        others);
  }

  private @Nullable Instant updatedAt() {
    return EventTime.of(event.data(), "updatedAt").map(event::bounded).orElse(null);
  }

  List<String> remarks() {
    return remarks;
  }
}
