package io.callboard.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for {@code localhost}, as the files that proxies read. */
record Certificate(Path chain, Path key) {

  /** Creates a certificate with the distribution's openssl. */
  static Certificate make(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path chain = directory.resolve("localhost.crt");
    Path key = directory.resolve("localhost.key");
    Process process =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key.toString(),
                "-out",
                chain.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("openssl: " + Files.readString(directory.resolve("openssl.log")));
    }
    return new Certificate(chain, key);
  }

  /** Returns a context that trusts only this certificate. */
  SSLContext trusted() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream file = Files.newInputStream(chain)) {
      store.setCertificateEntry(
          "localhost", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
