package io.callboard.web.problem;

import io.callboard.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Where the container sends what no resource answered: the error as a problem, not as a page. */
@WebServlet(urlPatterns = ErrorPage.PATH)
public class ErrorPage extends HttpServlet {
  /** No name of a source, which the hooks' application serves at this place. */
  static final String PATH = "/_problem";

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(problem(request), response);
  }

  /** The problem that the request was refused with, or what its status says. */
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
