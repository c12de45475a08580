package dev.sluice.gateway.listen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate and its key, each in a PEM file.
 *
 * @param certificate the server's own first, then those that vouch for it
 */
public record TlsFiles(Path certificate, Path key) {
  private static final int LARGEST = 1 << 20;

  /** What both files hold now, to be compared with what they hold later. */
  record Content(String certificate, String key) {}

  /**
   * Reads both.
   *
   * @throws TlsException if one of them isn't there or is far too large
   */
  Content content() {
    return new Content(text(certificate, "--tls-certificate"), text(key, "--tls-key"));
  }

  private static String text(Path file, String option) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new TlsException(file + " (" + option + ") is far too large for a PEM file");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new TlsException("there is no file " + file + " (" + option + ")");
    } catch (IOException e) {
      throw new TlsException("%s (%s) can't be read: %s".formatted(file, option, e));
    }
  }

  /**
   * What the files stand for.
   *
   * @throws TlsException if that can't be used
   */
  TlsIdentity identity(Content content) {
    List<X509Certificate> chain = chain(content.certificate());
    PrivateKey privateKey = privateKey(content.key(), chain.getFirst());
    TlsIdentity identity = new TlsIdentity(chain, privateKey);
    if (!identity.matches()) {
      throw new TlsException(
          "the key in %s isn't that of the first certificate in %s (%s)"
              .formatted(key, certificate, chain.getFirst().getSubjectX500Principal()));
    }
    return identity;
  }

  private List<X509Certificate> chain(String text) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Pem block : Pem.all(text)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(certificate(block));
      }
    }
    if (chain.isEmpty()) {
      throw new TlsException(
          certificate
              + " holds no certificate; it must have one between -----BEGIN CERTIFICATE-----"
              + " and -----END CERTIFICATE-----");
    }
    return chain;
  }

  private X509Certificate certificate(Pem block) {
    try {
      Certificate parsed =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.bytes()));
      return (X509Certificate) parsed;
    } catch (CertificateException | IllegalArgumentException e) {
      throw new TlsException(
          "%s holds a certificate that can't be read: %s".formatted(certificate, e.getMessage()));
    }
  }

  private PrivateKey privateKey(String text, X509Certificate owner) {
    for (Pem block : Pem.all(text)) {
      if (block.label().endsWith("PRIVATE KEY")) {
        requirePlain(block);
        return privateKey(block, owner);
      }
    }
    throw new TlsException(
        key
            + " holds no private key; it must have one between -----BEGIN PRIVATE KEY----- and"
            + " -----END PRIVATE KEY-----");
  }

  private void requirePlain(Pem block) {
    if (block.label().startsWith("ENCRYPTED") || block.content().contains("ENCRYPTED")) {
      throw new TlsException(
          key + " is encrypted, and Sluice asks for no passphrase: " + convert("decrypts it"));
    }
    if (!block.label().equals("PRIVATE KEY")) {
      throw new TlsException(
          "%s holds a key in an older form (%s): %s"
              .formatted(key, block.label(), convert("converts it")));
    }
  }

  private String convert(String what) {
    return "openssl pkcs8 -topk8 -nocrypt -in %s -out new-key.pem %s".formatted(key, what);
  }

  private PrivateKey privateKey(Pem block, X509Certificate owner) {
    String algorithm = owner.getPublicKey().getAlgorithm();
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(block.bytes()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TlsException(
          "%s holds no %s key, as the certificate in %s needs, or a damaged one"
              .formatted(key, algorithm, certificate));
    }
  }
}
