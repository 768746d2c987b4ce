package io.callboard.web.hooks;

import io.callboard.intake.Delivery;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request's headers by lower-case name. */
record RequestHeaders(Map<String, List<String>> all) {
  static RequestHeaders of(HttpServletRequest request) {
    Map<String, List<String>> all = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      all.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .addAll(Collections.list(request.getHeaders(name)));
    }
    return new RequestHeaders(all);
  }

  /** Names and values together, in characters. */
  int size() {
    return all.entrySet().stream()
        .mapToInt(
            header ->
                header.getKey().length() * header.getValue().size()
                    + header.getValue().stream().mapToInt(String::length).sum())
        .sum();
  }

  /** What is kept with the event: all but credentials. */
  Map<String, List<String>> kept() {
    Map<String, List<String>> kept = new TreeMap<>(all);
    kept.keySet().removeAll(Delivery.CREDENTIALS);
    return kept;
  }
}
