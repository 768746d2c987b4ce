package io.callboard.web.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers 400 to query parameters that the resource method does not declare or that are repeated.
 */
public final class KnownParameters implements DynamicFeature {
  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    QueryParameters known = resource.getResourceMethod().getAnnotation(QueryParameters.class);
    context.register(new Check(known == null ? Set.of() : Set.of(known.value())));
  }

  /** The check for one resource method. */
  record Check(Set<String> names) implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      check(request.getUriInfo().getQueryParameters());
    }

    void check(Map<String, List<String>> parameters) {
      parameters.forEach(
          (name, values) -> {
            if (!names.contains(name)) {
              throw BadParameter.named(
                  name, "This query parameter is unknown; remove it or correct its name.");
            }
            if (values.size() > 1) {
              throw BadParameter.named(
                  name, "This query parameter was given more than once; give it once.");
            }
          });
    }
  }
}
