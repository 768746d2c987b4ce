package io.callboard.web.access;

import io.callboard.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers 400 to headers that the Jakarta REST runtime cannot parse, and names them. The runtime
 * itself would fail on them, with a stack trace in the log for each request. This filter hides
 * empty list elements from the runtime, which a recipient must ignore (RFC 9110, section 5.6.1),
 * and cookies, which no resource reads.
 */
public class ReadableHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * A weight from 0 to 1 (RFC 9110, section 12.4.2); Java's own client omits the 0 before the
   * point.
   */
  private static final String WEIGHT = "0?\\.[0-9]{1,9}|[01]|0\\.[0-9]{0,9}|1\\.0{0,9}";

  private static final String ACCEPT = "Accept";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> unreadable = unreadable(request);
    if (unreadable.isEmpty()) {
      chain.doFilter(new ReadableRequest(request), response);
    } else {
      Problem problem = Problem.of(400, "The header " + unreadable.get() + " cannot be parsed.");
      request.setAttribute(Problem.ATTRIBUTE, problem);
      response.sendError(problem.status());
    }
  }

  private static Optional<String> unreadable(HttpServletRequest request) {
    List<String> types = values(request, "Content-Type");
    if (types.size() > 1 || !types.stream().allMatch(ReadableHeaders::isMediaType)) {
      return Optional.of("Content-Type");
    }
    if (!elements(request, ACCEPT).allMatch(ReadableHeaders::isMediaType)) {
      return Optional.of(ACCEPT);
    }
    return elements(request, "Accept-Language").allMatch(ReadableHeaders::isLanguage)
        ? Optional.empty()
        : Optional.of("Accept-Language");
  }

  private static Stream<String> elements(HttpServletRequest request, String header) {
    return values(request, header).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(element -> !element.isEmpty());
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }

  private static boolean isMediaType(String text) {
    try {
      String weight = MediaType.valueOf(text.strip()).getParameters().getOrDefault("q", "1");
      return weight.matches(WEIGHT);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Returns whether the runtime can parse a language: it accepts any tag, and parses the rest like
   * the parameters of a media type.
   */
  private static boolean isLanguage(String text) {
    int parameters = text.indexOf(';');
    return parameters < 0 || isMediaType("*/*" + text.substring(parameters));
  }

  /** The runtime would parse an empty {@code Accept}, or an element of spaces, as a media type. */
  private static final class ReadableRequest extends HttpServletRequestWrapper {
    ReadableRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
      return null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase(ACCEPT)
          ? Collections.enumeration(elements((HttpServletRequest) getRequest(), ACCEPT).toList())
          : super.getHeaders(name);
    }
  }
}
