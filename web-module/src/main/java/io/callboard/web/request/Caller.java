package io.callboard.web.request;

import io.callboard.audit.Operator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Who sends the request, for the audit trail. */
@Dependent
public class Caller {
  private final HttpServletRequest request;

  @Inject
  public Caller(HttpServletRequest request) {
    this.request = request;
  }

  /** The user who is logged in, and the address that the request came from. */
  public Operator operator() {
    Principal user = request.getUserPrincipal();
    if (user == null) {
      throw new IllegalStateException("only those who are logged in change anything");
    }
    return new Operator(user.getName(), request.getRemoteAddr());
  }
}
