package io.callboard.web.problem;

import io.callboard.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The container's error page: it writes errors that no resource answered as problems, not as HTML.
 */
@WebServlet(urlPatterns = ErrorPage.PATH)
public class ErrorPage extends HttpServlet {
  /** Not a possible name of a source: the hooks' application serves sources at this place. */
  static final String PATH = "/_problem";

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(problem(request), response);
  }

  /** Returns the problem that the request was refused with, or one made from its status. */
  private static Problem problem(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    return request.getAttribute(Problem.ATTRIBUTE) instanceof Problem told
            && told.status() == status
        ? told
        : Problem.of(status);
  }

  private static void write(Problem problem, HttpServletResponse response) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
  }
}
