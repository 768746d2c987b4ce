package io.callboard.web.api;

import io.callboard.eventlog.EventDetail;
import io.callboard.eventlog.EventDetail.Step;
import io.callboard.eventlog.EventView;
import io.callboard.json.JsonMembers;
import io.callboard.web.json.Flat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as in the list, with its address, headers and history. */
record EventAnswer(
    @Flat EventView event, @Nullable String address, JsonMembers headers, List<Step> history) {

  static EventAnswer of(EventDetail detail) {
    return new EventAnswer(detail.event(), detail.address(), detail.headers(), detail.history());
  }
}
