package io.callboard.web.pages;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Redirects from the application's address to the documentation of the API. */
@WebServlet(urlPatterns = "")
public class WelcomeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Sends a path only: behind a proxy the server may know neither the scheme nor the host. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", request.getContextPath() + "/api/");
  }
}
