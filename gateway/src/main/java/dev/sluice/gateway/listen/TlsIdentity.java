package dev.sluice.gateway.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** Who a server shows itself to be, and the key that proves it. Immutable. */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  /** Of a key store that never leaves memory. */
  static final String PASSWORD = "in memory";

  TlsIdentity {
    chain = List.copyOf(chain);
  }

  /** Whether the key is the certificate's. */
  boolean matches() {
    byte[] text = "whose key is this?".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signing = Signature.getInstance(algorithm());
      signing.initSign(key);
      signing.update(text);
      byte[] signature = signing.sign();
      signing.initVerify(chain.getFirst().getPublicKey());
      signing.update(text);
      return signing.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private String algorithm() {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("sluice", key, PASSWORD.toCharArray(), chain.toArray(new Certificate[0]));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsException("the certificate can't be used: " + e.getMessage());
    }
  }
}
