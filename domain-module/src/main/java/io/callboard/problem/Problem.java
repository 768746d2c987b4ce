package io.callboard.problem;

import static io.callboard.json.JsonMembers.quote;

import io.callboard.json.JsonMembers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as RFC 9457 writes it. The title goes with the status; the detail is
 * for this case and says what was expected, never anything secret.
 *
 * @param type {@code about:blank} unless the status alone does not tell a client what to do
 * @param detail null when there is nothing to add
 * @param members further members, all of them texts
 */
public record Problem(
    int status, String type, String title, @Nullable String detail, Map<String, String> members) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * The attribute of a servlet request under which the problem stands that it was refused with; a
   * container may write its error page in place of the answer, and the page reads it there.
   */
  public static final String ATTRIBUTE = "io.callboard.problem";

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** A problem that its status says all about. */
  public static Problem of(int status) {
    return new Problem(status, "about:blank", title(status), null, Map.of());
  }

  /** A problem with a detail for this case. */
  public static Problem of(int status, String detail) {
    return new Problem(status, "about:blank", title(status), detail, Map.of());
  }

  /** The same problem with one more member. */
  public Problem with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(status, type, title, detail, more);
  }

  /** The problem as a JSON object. */
  public String json() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("type", quote(type));
    texts.put("title", quote(title));
    texts.put("status", Integer.toString(status));
    if (detail != null) {
      texts.put("detail", quote(detail));
    }
    members.forEach((name, value) -> texts.put(name, quote(value)));
    return JsonMembers.of(texts).toString();
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 428 -> "Precondition Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> status < 500 ? "Refused" : "Failed";
    };
  }
}
