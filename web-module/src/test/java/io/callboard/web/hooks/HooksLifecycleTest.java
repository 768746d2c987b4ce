package io.callboard.web.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.junit.jupiter.api.Test;

class HooksLifecycleTest {
  @Test
  void readsTheLimitsWhenTheApplicationStarts() {
    assertThat(HooksLifecycle.class).hasAnnotation(WebListener.class);
    assertThat(ServletContextListener.class).isAssignableFrom(HooksLifecycle.class);
  }
}
