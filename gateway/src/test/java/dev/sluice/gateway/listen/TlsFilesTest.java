package dev.sluice.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void files_ofAnyKind_areRead(String algorithm) throws Exception {
    Certificates made = Certificates.make(folder, algorithm);
    TlsFiles files = made.write(folder);

    TlsIdentity identity = files.identity(files.content());

    assertThat(identity.chain()).hasSize(1);
    assertThat(identity.chain().getFirst()).isEqualTo(made.parsed());
    assertThat(identity.keyStore().isKeyEntry("sluice")).isTrue();
  }

  @Test
  void chain_ofSeveral_isKeptInItsOrder() throws Exception {
    Certificates made = Certificates.make(folder, "EC");
    Certificates other = Certificates.make(folder, "EC");
    TlsFiles files = made.write(folder);
    Files.writeString(files.certificate(), made.certificate() + other.certificate());

    assertThat(files.identity(files.content()).chain())
        .extracting(it -> (Object) it)
        .containsExactly(made.parsed(), other.parsed());
  }

  @Test
  void files_thatCannotBeUsed_sayWhyAndWhatToDo() throws Exception {
    Certificates made = Certificates.make(folder, "EC");
    TlsFiles files = made.write(folder);

    refused(
        new TlsFiles(folder.resolve("none.pem"), files.key()), "there is no file", "--tls-cert");
    refused(new TlsFiles(files.key(), files.key()), "holds no certificate", "BEGIN CERTIFICATE");
    refused(new TlsFiles(files.certificate(), files.certificate()), "holds no private key");
    refused(new TlsFiles(files.certificate(), folder), "can't be read", "--tls-key");
    Certificates other = Certificates.make(folder, "EC");
    Files.writeString(files.key(), other.key());
    refused(files, "isn't that of the first certificate", "CN=localhost");
    Files.writeString(files.key(), Certificates.make(folder, "RSA").key());
    refused(files, "holds no EC key");
    Files.writeString(files.key(), other.key().replace("PRIVATE", "ENCRYPTED PRIVATE"));
    refused(files, "is encrypted", "openssl pkcs8 -topk8 -nocrypt");
    Files.writeString(files.key(), other.key().replace("PRIVATE", "EC PRIVATE"));
    refused(files, "older form (EC PRIVATE KEY)", "openssl pkcs8 -topk8 -nocrypt");
    Files.writeString(files.key(), Certificates.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
    refused(files, "damaged");
    Files.writeString(files.certificate(), Certificates.pem("CERTIFICATE", new byte[] {1, 2}));
    refused(files, "certificate that can't be read");
  }

  private static void refused(TlsFiles files, String... words) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> files.identity(files.content()))
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }
}
