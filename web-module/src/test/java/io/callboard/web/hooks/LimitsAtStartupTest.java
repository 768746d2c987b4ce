package io.callboard.web.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.junit.jupiter.api.Test;

class LimitsAtStartupTest {
  @Test
  void readsTheLimitsWhenTheApplicationStarts() {
    assertThat(LimitsAtStartup.class).hasAnnotation(WebListener.class);
    assertThat(ServletContextListener.class).isAssignableFrom(LimitsAtStartup.class);
  }
}
