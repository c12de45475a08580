package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of an unpacked distribution. */
class LauncherTest {
  @TempDir private Path home;

  @BeforeEach
  void unpack() throws IOException {
    Files.copy(Path.of("..", "sluice"), home.resolve("sluice"));
    Files.createDirectory(home.resolve("lib"));
    Files.createFile(home.resolve("lib/sluice-cli-0.1.0.jar"));
  }

  /** Of the two, the older one's classes come first. */
  @Test
  void start_ofAVersionUnpackedOverAnother_isRefused() throws Exception {
    Files.createFile(home.resolve("lib/sluice-cli-0.2.0.jar"));

    Started started = start();

    assertThat(started.status()).isEqualTo(1);
    assertThat(started.said())
        .contains(
            "sluice: " + home + " holds more than one version",
            "sluice-cli-0.1.0.jar sluice-cli-0.2.0.jar",
            "Move " + home + " away");
  }

  @Test
  void start_ofOneVersion_comesToItsClasses() throws Exception {
    assertThat(start().said()).contains("dev.sluice.cli.Sluice").doesNotContain("version");
  }

  private Started start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("sluice").toString(), "--version")
            .redirectErrorStream(true);
    builder.environment().put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("SLUICE_JAVA_OPTS");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Started(process.waitFor(), said);
  }

  private record Started(int status, String said) {}
}
