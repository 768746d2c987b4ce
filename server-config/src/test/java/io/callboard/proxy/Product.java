package io.callboard.proxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A proxy product, as the distribution's package installs it. */
enum Product {
  NGINX("/usr/sbin/nginx", "nginx.conf") {
    @Override
    List<String> command(Path directory) {
      return List.of(program().toString(), "-p", directory + "/", "-c", directory + "/main.conf");
    }

    @Override
    String main(Path sample) {
      return """
      daemon off;
      user root;
      worker_processes 1;
      pid nginx.pid;
      error_log error.log;
      events { worker_connections 256; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        include %s;
      }
      """
          .formatted(sample);
    }

    @Override
    String listening(String sample, int port) {
      return sample.replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
    }
  },

  APACHE("/usr/sbin/apache2", "apache.conf") {
    @Override
    List<String> command(Path directory) {
      return List.of(
          program().toString(), "-d", directory.toString(), "-f", "main.conf", "-DFOREGROUND");
    }

    @Override
    String main(Path sample) {
      StringBuilder main = new StringBuilder();
      for (String module :
          List.of(
              "mpm_event",
              "authz_core",
              "socache_shmcb",
              "ssl",
              "proxy",
              "proxy_http",
              "headers",
              "rewrite")) {
        main.append(
            "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module));
      }
      return main
          + """
          ServerName localhost
          PidFile apache.pid
          ErrorLog error.log
          DefaultRuntimeDir .
          Mutex posixsem
          Listen 127.0.0.1:PORT
          Include %s
          """
              .formatted(sample);
    }

    @Override
    String listening(String sample, int port) {
      return sample.replace("*:443", "127.0.0.1:" + port);
    }
  };

  private final Path program;
  private final String sample;

  Product(String program, String sample) {
    this.program = Path.of(program);
    this.sample = sample;
  }

  abstract List<String> command(Path directory);

  /** Returns the main configuration, which includes the sample. */
  abstract String main(Path sample);

  /** Returns the sample with another port. */
  abstract String listening(String sample, int port);

  Path program() {
    return program;
  }

  /** Returns the sample configuration of the documentation. */
  Path sample() {
    return Path.of("proxy", sample);
  }

  boolean isInstalled() {
    return Files.isExecutable(program);
  }
}
