package io.callboard.security;

import io.callboard.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The application's one authentication mechanism: Basic for the REST API, with every request.
 * Elsewhere it looks at nothing, so that a hook is neither slowed nor refused for its {@code
 * Authorization} header.
 */
@ApplicationScoped
public class ApiAuthentication implements HttpAuthenticationMechanism {
  static final String API = "/api/v1";

  private final IdentityStoreHandler stores;

  @Inject
  ApiAuthentication(IdentityStoreHandler stores) {
    this.stores = stores;
  }

  /** For the container's proxy, which calls no method of this instance. */
  @SuppressWarnings("NullAway")
  protected ApiAuthentication() {
    this(null);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (!isApi(request)) {
      return context.doNothing();
    }
    Optional<BasicCredentials> credentials =
        Optional.ofNullable(request.getHeader("Authorization")).flatMap(BasicCredentials::parse);
    if (credentials.isEmpty()) {
      return challenge(response);
    }
    CredentialValidationResult result;
    try {
      result = stores.validate(credential(credentials.get()));
    } catch (PersistenceException e) {
      return refuse(response, Problem.of(503, "The users cannot be read at the moment."));
    }
    return switch (result.getStatus()) {
      case VALID -> context.notifyContainerAboutLogin(result);
      case INVALID -> challenge(response);
      case NOT_VALIDATED -> refuse(response, Problem.of(429, "Too many logins at once."));
    };
  }

  private static boolean isApi(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(API) || path.startsWith(API + "/");
  }

  private static UsernamePasswordCredential credential(BasicCredentials credentials) {
    return new UsernamePasswordCredential(credentials.name(), credentials.password());
  }

  private static AuthenticationStatus challenge(HttpServletResponse response) {
    response.setHeader("WWW-Authenticate", "Basic realm=\"Callboard\", charset=\"UTF-8\"");
    return answer(response, Problem.of(401, "A user of Callboard is needed."));
  }

  private static AuthenticationStatus refuse(HttpServletResponse response, Problem problem) {
    response.setHeader("Retry-After", "1");
    return answer(response, problem);
  }

  private static AuthenticationStatus answer(HttpServletResponse response, Problem problem) {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    try {
      response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }
}
