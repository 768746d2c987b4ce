package io.callboard.web.request;

import io.callboard.problem.Problem;
import io.callboard.web.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a browser requests for another site: a browser stores a Basic login and
 * would add it to the request. {@code Sec-Fetch-Site} decides if it is present, because pages
 * cannot set it; otherwise {@code Origin} must name the requested host. Clients other than browsers
 * send neither.
 */
@PreMatching
public final class OwnOriginOnly implements ContainerRequestFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  @Override
  public void filter(ContainerRequestContext request) {
    if (!SAFE.contains(request.getMethod())
        && isForeign(
            request.getHeaderString("Sec-Fetch-Site"),
            request.getHeaderString("Origin"),
            request.getHeaderString(HttpHeaders.HOST))) {
      throw new ProblemException(
          Problem.of(
              403, "A browser sent this change for a page of another site, which is not allowed."));
    }
  }

  static boolean isForeign(@Nullable String site, @Nullable String origin, @Nullable String host) {
    if (site != null) {
      return !OWN_SITE.contains(site);
    }
    return origin != null && !authority(origin).equalsIgnoreCase(host);
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
