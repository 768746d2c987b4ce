package io.callboard.web.access;

import io.callboard.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers 400 to headers that the Jakarta REST runtime cannot parse, and names them. By itself the
 * runtime would fail on them, with a stack trace in the log for each request.
 */
public class ReadableHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * From 0 to 1 (RFC 9110, section 12.4.2); Java's own client leaves the 0 before the point out.
   */
  private static final String WEIGHT = "0?\\.[0-9]{1,9}|[01]|0\\.[0-9]{0,9}|1\\.0{0,9}";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> unreadable = unreadable(request);
    if (unreadable.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      Problem problem = Problem.of(400, "The header " + unreadable.get() + " cannot be read.");
      request.setAttribute(Problem.ATTRIBUTE, problem);
      response.sendError(problem.status());
    }
  }

  private static Optional<String> unreadable(HttpServletRequest request) {
    List<String> types = values(request, "Content-Type");
    if (types.size() > 1 || !types.stream().allMatch(ReadableHeaders::isMediaType)) {
      return Optional.of("Content-Type");
    }
    if (!elements(request, "Accept").allMatch(ReadableHeaders::isMediaType)) {
      return Optional.of("Accept");
    }
    return elements(request, "Accept-Language").allMatch(ReadableHeaders::isLanguage)
        ? Optional.empty()
        : Optional.of("Accept-Language");
  }

  private static Stream<String> elements(HttpServletRequest request, String header) {
    return values(request, header).stream().flatMap(value -> Stream.of(value.split(",")));
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

  private static boolean isLanguage(String text) {
    return text.strip().matches("[A-Za-z0-9*-]+(\\s*;\\s*q=(" + WEIGHT + "))?");
  }
}
