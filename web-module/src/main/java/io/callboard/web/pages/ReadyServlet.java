package io.callboard.web.pages;

import io.callboard.health.IntakeHealth;
import io.callboard.json.JsonMembers;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The readiness check, without a login: 200 while this node accepts events, otherwise 503 with the
 * reasons in words. The hooks are another web application; if they did not start, this one still
 * answers and reports it.
 */
@WebServlet(urlPatterns = "/ready")
public class ReadyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient IntakeHealth intake;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean ready = intake.ready();
    response.setStatus(ready ? HttpServletResponse.SC_OK : 503);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(body(ready).getBytes(StandardCharsets.UTF_8));
  }

  private String body(boolean ready) {
    return "{\"ready\":%s,\"database\":%s,\"missing\":%s}"
        .formatted(ready, intake.databaseUp(), JsonMembers.quote(intake.missing()));
  }
}
