package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that can't start says why and what to do, and ends. */
class StartIT {
  private static final String ONE_KEY = "A".repeat(43) + "=";
  private static final String OTHER_KEY = "B".repeat(42) + "A=";

  @TempDir private Path folder;

  @Test
  void start_withAnotherMasterKeyThanTheDatas_isRefused() {
    try (CommandProcess first = serve(Map.of("SLUICE_MASTER_KEY", ONE_KEY))) {
      first.awaitLine();
      first.terminate();
      assertThat(first.exitCode()).as(first.output()).isZero();
    }

    assertThat(failure(Map.of("SLUICE_MASTER_KEY", OTHER_KEY)))
        .contains("sluice: ")
        .containsIgnoringCase("master key")
        .doesNotContain(OTHER_KEY)
        .doesNotContain("\tat ");
    assertThat(failure(Map.of())).containsIgnoringCase("master key").doesNotContain("\tat ");
  }

  @Test
  void start_withAMasterKeyThatIsNone_isRefused() {
    assertThat(failure(Map.of("SLUICE_MASTER_KEY", "much too short")))
        .contains("SLUICE_MASTER_KEY must hold 32 random bytes")
        .contains("openssl rand -base64 32")
        .doesNotContain("much too short");
  }

  @Test
  void start_whereEverybodyMayLookIn_saysSo_andTakesNoKeyFromThere() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path key = Files.writeString(data.resolve("master.key"), OTHER_KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(failure(Map.of()))
        .contains("chmod 700 " + data, "sluice: ", "chmod 600 " + key)
        .doesNotContain(OTHER_KEY, "\tat ");
  }

  @Test
  void start_onAPortInUse_isRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(failureOn(port, Map.of()))
          .contains("127.0.0.1:" + port)
          .contains("--port")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void start_withoutNode_isRefused() {
    assertThat(failure(Map.of("PATH", folder.toString())))
        .contains("Install Node.js 20 or newer")
        .doesNotContain("\tat ");
  }

  @Test
  void start_withAnAdminKeyThatIsTooShort_isRefused() {
    assertThat(failure(Map.of("SLUICE_ADMIN_KEY", "short")))
        .contains("SLUICE_ADMIN_KEY must have 32 to 500 characters")
        .contains("openssl rand -hex 32");
  }

  private CommandProcess serve(Map<String, String> variables) {
    return serveOn("0", variables);
  }

  private CommandProcess serveOn(String port, Map<String, String> variables) {
    String data = folder.resolve("data").toString();
    return CommandProcess.start(
        variables, Server.GREETING, List.of("serve", "--port", port, "--data", data));
  }

  private String failure(Map<String, String> variables) {
    return failureOn("0", variables);
  }

  /** What it says when it fails. */
  private String failureOn(String port, Map<String, String> variables) {
    try (CommandProcess process = serveOn(port, variables)) {
      assertThat(process.exitCode()).as(process.output()).isNotZero();
      return process.output();
    }
  }
}
