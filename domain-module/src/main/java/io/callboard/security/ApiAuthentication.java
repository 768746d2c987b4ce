package io.callboard.security;

import io.callboard.network.Admission;
import io.callboard.network.Clients;
import io.callboard.network.Subnet;
import io.callboard.problem.Problem;
import io.callboard.security.FailedLogins.Cause;
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
import java.time.Duration;
import java.util.Optional;

/**
 * The application's only authentication mechanism: Basic, or Bearer with an API token, for every
 * request to the REST API. It ignores all other requests. It also checks the admission of a request
 * before it reads a login, because a container runs it before all filters of the application.
 */
@ApplicationScoped
public class ApiAuthentication implements HttpAuthenticationMechanism {
  static final String API = "/api/v1";

  /**
   * The key under which a mechanism sets the authentication type (Jakarta Authentication 3.0,
   * 3.8.1.4).
   */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final IdentityStoreHandler stores;
  private final Admission admission;
  private final Clients clients;
  private final Logins logins;
  private final FailedLogins failed;

  @Inject
  ApiAuthentication(
      IdentityStoreHandler stores,
      Admission admission,
      Clients clients,
      Logins logins,
      FailedLogins failed) {
    this.stores = stores;
    this.admission = admission;
    this.clients = clients;
    this.logins = logins;
    this.failed = failed;
  }

  /** For the container's proxy, which calls no method of this instance. */
  @SuppressWarnings("NullAway")
  protected ApiAuthentication() {
    this(null, null, null, null, null);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    setAuthenticationType(context);
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
   * Sets the authentication type. Without it, Liberty (26.0.0.5) assumes Basic and reads the header
   * for its audit after the mechanism. It then fails with 500 on a header without Base64 or without
   * a colon.
   */
  private static void setAuthenticationType(HttpMessageContext context) {
    context.getMessageInfo().getMap().put(AUTH_TYPE, "Callboard");
  }

  private AuthenticationStatus signIn(
      HttpServletRequest request, HttpMessageContext context, Refusal refusal) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return refusal.challenge();
    }
    String network = Subnet.of(clients.of(request).address());
    Optional<TokenCredential> token = TokenCredential.parse(header);
    if (token.isPresent()) {
      return answer(token.get(), context, refusal, () -> failed.count(Cause.TOKEN, network));
    }
    Optional<BasicCredentials> login = BasicCredentials.parse(header);
    if (login.isPresent()) {
      return signIn(login.get().from(network), context, refusal);
    }
    failed.count(Cause.UNREADABLE, network);
    return refusal.challenge();
  }

  private AuthenticationStatus signIn(
      LoginAttempt attempt, HttpMessageContext context, Refusal refusal) {
    Optional<Duration> delay = logins.delay(attempt);
    return delay.isPresent()
        ? refusal.later(
            Problem.of(429, "Too many logins with this name failed; see Retry-After."), delay.get())
        : answer(attempt, context, refusal, () -> {});
  }

  private AuthenticationStatus answer(
      Credential credential, HttpMessageContext context, Refusal refusal, Runnable invalid) {
    CredentialValidationResult result;
    try {
      result = stores.validate(credential);
    } catch (PersistenceException e) {
      return refusal.later(
          Problem.of(503, "The database failed, so the login could not be checked; try again."),
          SECOND);
    }
    return switch (result.getStatus()) {
      case VALID -> context.notifyContainerAboutLogin(result);
      case INVALID -> {
        invalid.run();
        yield refusal.challenge();
      }
      case NOT_VALIDATED ->
          refusal.later(
              Problem.of(429, "Too many logins are being checked; try again in a second."), SECOND);
    };
  }

  private static boolean isApi(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(API) || path.startsWith(API + "/");
  }
}
