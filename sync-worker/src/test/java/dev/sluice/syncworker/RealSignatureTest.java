package dev.sluice.syncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commits that Git itself made, signed by OpenSSH and GnuPG; where those aren't, nothing is tried.
 */
class RealSignatureTest {
  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("first");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Sync committed(String format, String key) throws IOException {
    String remote = bench.repository().folder().toString();
    run("git", "clone", "-q", "-b", "main", remote, "work");
    Files.writeString(folder.resolve("work/README.md"), "words");
    run("git", "-C", "work", "add", ".");
    run(
        "git",
        "-C",
        "work",
        "-c",
        "gpg.format=" + format,
        "-c",
        "gpg.program=" + folder.resolve("gpg"),
        "-c",
        "user.signingKey=" + key,
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.com",
        "commit",
        "-q",
        "-S",
        "-m",
        "A change\n\n with lines");
    run("git", "-C", "work", "push", "-q", "origin", "main");
    return bench.sync();
  }

  @ParameterizedTest
  @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,2048", "rsa,3072"})
  void commit_signedWithAnSshKey_isTaken(String type, String bits) throws IOException {
    assumeTrue(isThere("ssh-keygen") && isThere("git"));
    run("ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-C", "ada", "-f", "key");
    bench.trust(Map.of("Ada", Files.readString(folder.resolve("key.pub"))));

    Sync sync = committed("ssh", folder.resolve("key.pub").toString());

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    String fingerprint = run("ssh-keygen", "-l", "-f", "key.pub").split(" ", -1)[1];
    assertThat(bench.log(sync)).contains("Signed by Ada, with the SSH key " + fingerprint);
  }

  @Test
  void commit_signedWithAnSshCertificate_isRejected() throws IOException {
    assumeTrue(isThere("ssh-keygen") && isThere("git"));
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "ca");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key");
    run("ssh-keygen", "-q", "-s", "ca", "-I", "ada", "-n", "ada", "key.pub");
    Files.copy(folder.resolve("key"), folder.resolve("key-cert"));
    bench.trust(Map.of("Ada", Files.readString(folder.resolve("key.pub"))));

    Sync sync = committed("ssh", folder.resolve("key-cert.pub").toString());

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.REJECTED);
    assertThat(bench.log(sync)).contains("SSH certificate");
  }

  @ParameterizedTest
  @CsvSource({"ed25519,default", "rsa2048,default", "nistp256,sign"})
  void commit_signedByGnuPg_isTaken(String algorithm, String usage) throws IOException {
    assumeTrue(isThere("gpg") && isThere("gpgconf") && isThere("git"));
    Path home = Files.createDirectory(folder.resolve("g"));
    String gpg = "gpg --homedir '%s' --faked-system-time '20251231T000000!' \"$@\"".formatted(home);
    Path program = Files.writeString(folder.resolve("gpg"), "#!/bin/sh\nexec " + gpg + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    try {
      run(
          program.toString(),
          "--batch",
          "--passphrase",
          "",
          "--quick-gen-key",
          "Ada",
          algorithm,
          usage,
          "1y");
      bench.trust(Map.of("Ada", run(program.toString(), "--armor", "--export", "Ada")));

      Sync sync = committed("openpgp", "Ada");

      assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
      assertThat(bench.log(sync)).contains("Signed by Ada, with the OpenPGP key ");
    } finally {
      run("gpgconf", "--homedir", home.toString(), "--kill", "all");
    }
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
  }

  private String run(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("HOME", folder.toString());
    builder.redirectError(folder.resolve("stderr").toFile());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor())
          .as(() -> String.join(" ", command) + ": " + errors())
          .isEqualTo(0);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return out;
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("stderr"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
