package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Secret;
import dev.sluice.syncworker.reach.GitNetwork;
import dev.sluice.syncworker.reach.GitProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the options about Git hosts make of what they are given. */
class GitOptionsTest {
  @TempDir private Path folder;

  @Test
  void options_thatAreLeftOut_goStraight() {
    assertThat(network()).isEqualTo(GitNetwork.DIRECT);
  }

  @Test
  void options_allGiven_areRead() throws IOException {
    Path login = Files.writeString(folder.resolve("login"), "me:pass:word\n");
    Path authorities = Files.writeString(folder.resolve("ca.pem"), "");

    assertThat(
            network(
                "--git-proxy=http://proxy.example.com:3128",
                "--git-proxy-login=" + login,
                "--git-ca=" + authorities))
        .isEqualTo(
            new GitNetwork(
                Optional.of(
                    new GitProxy(
                        "proxy.example.com",
                        3128,
                        Optional.of(new GitProxy.Login("me", new Secret("pass:word"))))),
                Optional.of(authorities)));
  }

  @Test
  void options_thatCannotBeUsed_areRefused() {
    refused("--git-proxy", "--git-proxy-login=" + folder.resolve("x"));
    refused("can't be read", "--git-ca=" + folder.resolve("x"));
    refused("can't be read", "--git-proxy=http://p:1", "--git-proxy-login=" + folder.resolve("x"));
    refused("file of their own", "--git-proxy=http://me:pw@p:1");
  }

  private static void refused(String words, String... arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(arguments))
        .withMessageContaining(words);
  }

  private static GitNetwork network(String... arguments) {
    return CommandLine.populateCommand(new GitOptions(), arguments).network();
  }
}
