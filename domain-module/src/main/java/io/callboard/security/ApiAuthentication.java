package io.callboard.security;

import io.callboard.network.Admission;
import io.callboard.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * The application's one authentication mechanism: Basic for the REST API, or Bearer with an API
 * token, with every request. Elsewhere it looks at nothing. No login is read of a request that is
 * not admitted: a container asks for the login before any filter of the application.
 */
@ApplicationScoped
public class ApiAuthentication implements HttpAuthenticationMechanism {
  static final String API = "/api/v1";

  /** Where Jakarta Authentication (3.0, 3.8.1.4) has the mechanism say how a caller came in. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  private final IdentityStoreHandler stores;
  private final Admission admission;

  @Inject
  ApiAuthentication(IdentityStoreHandler stores, Admission admission) {
    this.stores = stores;
    this.admission = admission;
  }

  /** For the container's proxy, which calls no method of this instance. */
  @SuppressWarnings("NullAway")
  protected ApiAuthentication() {
    this(null, null);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    tellType(context);
    if (!isApi(request)) {
      return context.doNothing();
    }
    Refusal refusal = new Refusal(request, response);
    return switch (admission.of(request)) {
      case ADMITTED -> signIn(request, context, refusal);
      case FOREIGN -> refusal.answer(Problem.of(404));
      case READABLE_ON_THE_WAY -> refusal.answer(Problem.of(403, Admission.NEEDS_HTTPS));
    };
  }

  /**
   * Where no type is told, Liberty (26.0.0.5) takes it for Basic, reads the header for its audit
   * when the mechanism is through, and fails with 500 over one that has no Base64 or no colon.
   */
  private static void tellType(HttpMessageContext context) {
    context.getMessageInfo().getMap().put(AUTH_TYPE, "Callboard");
  }

  private AuthenticationStatus signIn(
      HttpServletRequest request, HttpMessageContext context, Refusal refusal) {
    Optional<Credential> credential =
        Optional.ofNullable(request.getHeader("Authorization")).flatMap(ApiAuthentication::read);
    if (credential.isEmpty()) {
      return refusal.challenge();
    }
    CredentialValidationResult result;
    try {
      result = stores.validate(credential.get());
    } catch (PersistenceException e) {
      return refusal.later(Problem.of(503, "The users cannot be read at the moment."));
    }
    return switch (result.getStatus()) {
      case VALID -> context.notifyContainerAboutLogin(result);
      case INVALID -> refusal.challenge();
      case NOT_VALIDATED -> refusal.later(Problem.of(429, "Too many logins at once."));
    };
  }

  private static boolean isApi(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(API) || path.startsWith(API + "/");
  }

  private static Optional<Credential> read(String header) {
    Optional<Credential> token = TokenCredential.parse(header).map(Credential.class::cast);
    return token.or(() -> BasicCredentials.parse(header).map(BasicCredentials::credential));
  }
}
