package io.callboard.web.documentation;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Gives the page at {@code /api/} the document that it shows, from the application itself: the
 * server's own OpenAPI address need not be reachable from where the page is read.
 */
@WebServlet(urlPatterns = "/api/openapi.json")
public class OpenApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String DOCUMENT = "/WEB-INF/classes/META-INF/openapi.json";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    try (InputStream document = getServletContext().getResourceAsStream(DOCUMENT)) {
      document.transferTo(response.getOutputStream());
    }
  }
}
