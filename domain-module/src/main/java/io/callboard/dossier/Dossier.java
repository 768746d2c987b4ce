package io.callboard.dossier;

import io.callboard.json.JsonMembers;
import java.util.List;

/**
 * All that Callboard holds of one record. Rows are told column by column; bodies are in base64.
 *
 * @param onHold whether it is on legal hold
 * @param records the current record, if there is one
 * @param events with headers and bodies, as long as these are kept; the held ones too
 * @param rejections quarantined ones that name the record, whether or not they are genuine
 * @param changes of the change feed
 */
public record Dossier(
    String kind,
    String source,
    String id,
    boolean onHold,
    List<JsonMembers> records,
    List<JsonMembers> renders,
    List<JsonMembers> events,
    List<JsonMembers> rejections,
    List<JsonMembers> fetchRequests,
    List<JsonMembers> changes) {
  public Dossier {
    records = List.copyOf(records);
    renders = List.copyOf(renders);
    events = List.copyOf(events);
    rejections = List.copyOf(rejections);
    fetchRequests = List.copyOf(fetchRequests);
    changes = List.copyOf(changes);
  }

  /** Whether Callboard knows nothing of the record. */
  boolean isEmpty() {
    return !onHold
        && records.isEmpty()
        && events.isEmpty()
        && rejections.isEmpty()
        && fetchRequests.isEmpty()
        && changes.isEmpty();
  }
}
