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
 * Refuses requests that change something and that a browser sends for another site: a browser keeps
 * a Basic login and would add it. {@code Sec-Fetch-Site} decides where there is one (browsers say
 * the truth there); else the {@code Origin}, which must name the host that was asked. Clients that
 * are no browsers send neither.
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
          Problem.of(403, "A request from another site's page may not change anything."));
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
