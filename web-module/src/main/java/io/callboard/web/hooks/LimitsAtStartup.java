package io.callboard.web.hooks;

import io.callboard.intake.reception.IntakeLimits;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Reads the limits when the application starts, so that it does not start with unusable ones. */
@WebListener
public class LimitsAtStartup implements ServletContextListener {
  @Inject private IntakeLimits limits;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event
        .getServletContext()
        .log("A webhook may have a body of at most " + limits.maxBody() + " bytes");
  }
}
