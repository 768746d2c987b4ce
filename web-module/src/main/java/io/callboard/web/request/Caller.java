package io.callboard.web.request;

import io.callboard.audit.Operator;
import io.callboard.network.Clients;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** The sender of the request, for the audit trail. */
@Dependent
public class Caller {
  private final HttpServletRequest request;
  private final Clients clients;

  @Inject
  public Caller(HttpServletRequest request, Clients clients) {
    this.request = request;
    this.clients = clients;
  }

  /**
   * Returns the user who is logged in, and the address of the client, also behind trusted proxies.
   */
  public Operator operator() {
    Principal user = request.getUserPrincipal();
    if (user == null) {
      throw new IllegalStateException("expected a logged-in user, but the request has none");
    }
    return new Operator(user.getName(), clients.of(request).address());
  }
}
