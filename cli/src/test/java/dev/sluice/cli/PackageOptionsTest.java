package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Secret;
import dev.sluice.syncworker.dependencies.PackageRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the options about packages make of what they are given. */
class PackageOptionsTest {
  private static final URI REGISTRY = URI.create("https://npm.example.com/private/");
  private static final String AT = "--npm-registry=" + REGISTRY;

  @TempDir private Path folder;

  @Test
  void options_thatAreLeftOut_areTheClientsOwn() {
    assertThat(registry(Map.of())).isEqualTo(PackageRegistry.USUAL);
  }

  @Test
  void token_isTakenFromItsFile_orElseFromTheEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "from-a-file\n");
    Map<String, String> environment = Map.of("SLUICE_NPM_TOKEN", "from-the-environment");

    assertThat(registry(environment, AT)).isEqualTo(shown("from-the-environment"));
    assertThat(registry(environment, AT, "--npm-token-file=" + file))
        .isEqualTo(shown("from-a-file"));
    assertThat(registry(Map.of("SLUICE_NPM_TOKEN", ""), AT))
        .isEqualTo(PackageRegistry.at(REGISTRY));
  }

  @Test
  void options_thatCannotBeUsed_areRefused_withoutTheToken() {
    refused("address of a registry", "", "--npm-registry=ftp://npm.example.com/");
    refused("address of a registry", "", "--npm-registry=https://me:secret@npm.example.com/");
    refused("with --npm-registry only", "a-secret");
    refused("one word", "a-secret in words", AT);
    refused("can't be read", "", AT, "--npm-token-file=" + folder.resolve("x"));
  }

  private static void refused(String words, String token, String... arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry(Map.of("SLUICE_NPM_TOKEN", token), arguments))
        .withMessageContaining(words)
        .withMessageNotContaining("secret");
  }

  private static PackageRegistry shown(String token) {
    return new PackageRegistry(Optional.of(REGISTRY), Optional.of(new Secret(token)));
  }

  private static PackageRegistry registry(Map<String, String> environment, String... arguments) {
    return CommandLine.populateCommand(new PackageOptions(), arguments).registry(environment);
  }
}
