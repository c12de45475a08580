package dev.sluice.syncworker.reach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority that nobody trusts yet, and a certificate of it for localhost.
 *
 * @param tls for servers
 * @param file the authority's certificate, in PEM
 */
record TestAuthority(SSLContext tls, Path file) {
  private static final char[] PASSWORD = "password".toCharArray();

  static TestAuthority make(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    keytool(store, "-genkeypair -alias authority -keyalg EC -dname CN=Team -ext bc:c");
    keytool(
        store,
        "-genkeypair -alias server -signer authority -keyalg EC -dname CN=localhost"
            + " -ext san=dns:localhost,ip:127.0.0.1");
    KeyStore made = open(store);
    Path file = pem(made.getCertificate("authority"), folder.resolve("authority.pem"));
    made.deleteEntry("authority");
    return new TestAuthority(tls(made), file);
  }

  private static Path pem(Certificate certificate, Path file) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
  }

  private static SSLContext tls(KeyStore server) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(server, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return tls;
  }

  private static KeyStore open(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void keytool(Path store, String arguments) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String all = "%s %s -keystore %s -storepass password".formatted(keytool, arguments, store);
    Process process = new ProcessBuilder(all.split(" ", -1)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }
}
