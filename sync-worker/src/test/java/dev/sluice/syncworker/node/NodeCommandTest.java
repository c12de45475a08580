package dev.sluice.syncworker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCommandTest {
  @TempDir private Path folder;

  @Test
  void node_onTheSearchPath_isFound() throws IOException {
    Path node = node("v22.1.0");

    assertThat(NodeCommand.find("/no/such/folder:" + folder).executable()).isEqualTo(node);
  }

  /** As a checkout of Node.js's own sources is, beside other tools. */
  @Test
  void node_thatIsAFolder_isPassedOver() throws IOException {
    Path node = node("v22.1.0");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createDirectory(other.resolve("node"));

    assertThat(NodeCommand.find(other + ":" + folder).executable()).isEqualTo(node);
    assertThatThrownBy(() -> NodeCommand.find(other.toString()))
        .isInstanceOf(NodeMissingException.class)
        .hasMessageContaining("isn't here");
  }

  @Test
  void node_missing_saysWhatToInstall() {
    assertThatThrownBy(() -> NodeCommand.find(folder.toString()))
        .isInstanceOf(NodeMissingException.class)
        .hasMessageContaining("Install Node.js 20 or newer");
  }

  @Test
  void node_tooOld_saysWhatToInstall() throws IOException {
    node("v18.20.4");

    assertThatThrownBy(() -> NodeCommand.find(folder.toString()))
        .isInstanceOf(NodeMissingException.class)
        .hasMessageContaining("v18.20.4, which is too old")
        .hasMessageContaining("Install Node.js 20 or newer");
  }

  @Test
  void node_thatIsSomethingElse_isRefused() throws IOException {
    node("hello");

    assertThatThrownBy(() -> NodeCommand.find(folder.toString()))
        .isInstanceOf(NodeMissingException.class);
  }

  private Path node(String version) throws IOException {
    Path script = folder.resolve("node");
    Files.writeString(script, "#!/bin/sh\necho " + version + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
