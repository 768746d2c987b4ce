package io.callboard.web.hooks;

import io.callboard.health.IntakeHealth;
import io.callboard.intake.reception.IntakeLimits;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Reads the settings when the hooks start, so that unusable settings prevent the start. It then
 * marks the hooks as open: a node whose hooks failed is not ready.
 */
@WebListener
public class HooksLifecycle implements ServletContextListener {
  @Inject private IntakeLimits limits;
  @Inject private IntakeHealth health;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event
        .getServletContext()
        .log("The hooks accept bodies of at most " + limits.maxBody() + " bytes");
    health.open(true);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    health.open(false);
  }
}
