package io.callboard.problem;

import static io.callboard.json.JsonMembers.quote;

import io.callboard.json.JsonMembers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a request was refused, in the form of RFC 9457. The title belongs to the status;
 * the detail is for this case and never holds anything secret.
 *
 * @param type {@code about:blank} if the status alone is enough for a client to know what to do
 * @param detail null if there is nothing to add
 * @param members further members, all of them texts
 */
public record Problem(
    int status, String type, String title, @Nullable String detail, Map<String, String> members) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * Request attribute that holds the problem a request was refused with, so that the container's
   * error page can render it.
   */
  public static final String ATTRIBUTE = "io.callboard.problem";

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** Returns a problem without a detail. */
  public static Problem of(int status) {
    return new Problem(status, "about:blank", title(status), null, Map.of());
  }

  /** Returns a problem with a detail. */
  public static Problem of(int status, String detail) {
    return new Problem(status, "about:blank", title(status), detail, Map.of());
  }

  /** Returns this problem with one more member. */
  public Problem with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(status, type, title, detail, more);
  }

  /** Returns the problem as a JSON object. */
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
