package io.callboard.benchmark.spring;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application. */
@SpringBootApplication(proxyBeanMethods = false)
public class Receiver {

  public static void main(String[] arguments) {
    SpringApplication.run(Receiver.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SignatureCheck signatureCheck(@Value("${secret}") String secret, Clock clock) {
    return new SignatureCheck(secret, clock);
  }
}
