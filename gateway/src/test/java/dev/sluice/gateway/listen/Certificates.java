package dev.sluice.gateway.listen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A fresh self-signed certificate for localhost, as PEM texts.
 *
 * @param parsed what a client is to trust
 */
record Certificates(String certificate, String key, Certificate parsed) {

  static Certificates make(Path folder, String algorithm) throws Exception {
    Path store = Files.createTempFile(folder, "made", ".p12");
    Files.delete(store);
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    "password",
                    "-alias",
                    "a",
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return read(store);
  }

  private static Certificates read(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "password".toCharArray());
    }
    Certificate certificate = store.getCertificate("a");
    Key key = store.getKey("a", "password".toCharArray());
    return new Certificates(
        pem("CERTIFICATE", certificate.getEncoded()),
        pem("PRIVATE KEY", key.getEncoded()),
        certificate);
  }

  static String pem(String label, byte[] bytes) {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  /** Writes both where they are read from. */
  TlsFiles write(Path folder) throws IOException {
    Path certificateFile = folder.resolve("certificate.pem");
    Path keyFile = folder.resolve("key.pem");
    Files.writeString(certificateFile, "some words before\n" + certificate);
    Files.writeString(keyFile, key);
    return new TlsFiles(certificateFile, keyFile);
  }
}
