package io.callboard.web.hooks;

import io.callboard.provider.Delivery;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request's headers.
 *
 * @param size the length of all names and values together, in characters
 * @param kept the headers that are kept with the event, by lower-case name: all but credentials
 */
record RequestHeaders(int size, Map<String, List<String>> kept) {
  static RequestHeaders of(HttpServletRequest request) {
    Map<String, List<String>> kept = new TreeMap<>();
    int size = 0;
    for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
      String name = names.nextElement();
      List<String> values =
          kept.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1));
      for (Enumeration<String> of = request.getHeaders(name); of.hasMoreElements(); ) {
        String value = of.nextElement();
        values.add(value);
        size += name.length() + value.length();
      }
    }
    kept.keySet().removeAll(Delivery.CREDENTIALS);
    return new RequestHeaders(size, kept);
  }
}
