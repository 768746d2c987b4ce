package io.callboard.web.documentation;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Leads from the address of the application to the API's documentation. */
@WebServlet(urlPatterns = "")
public class WelcomeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** By path alone: behind a proxy the server may know neither its scheme nor its host. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", request.getContextPath() + "/api/");
  }
}
