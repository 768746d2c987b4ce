package io.callboard.web.pages;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Serves the OpenAPI document to the page at {@code /api/}. The server's own OpenAPI address may
 * not be reachable for readers of the page.
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
