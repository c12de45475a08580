package dev.sluice.cli;

import dev.sluice.syncworker.reach.GitNetwork;
import dev.sluice.syncworker.reach.GitProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how Git hosts are reached. */
final class GitOptions {
  @Option(
      names = "--git-proxy",
      paramLabel = "<http://host:port>",
      description = "reach Git hosts, and GitHub's API for Apps, through this HTTP proxy")
  private @Nullable String proxy;

  @Option(
      names = "--git-proxy-login",
      paramLabel = "<file>",
      description = "what the proxy is shown: a file with one line, user:password")
  private @Nullable Path login;

  @Option(
      names = "--git-ca",
      paramLabel = "<file.pem>",
      description = "trust these authorities of Git hosts too, beside those the JDK trusts")
  private @Nullable Path authorities;

  /**
   * What they say.
   *
   * @throws IllegalArgumentException if one of them can't be used
   */
  GitNetwork network() {
    if (proxy == null && login != null) {
      throw new IllegalArgumentException("--git-proxy-login is of use with --git-proxy only");
    }
    Optional<GitProxy.Login> shown = Optional.ofNullable(login).map(GitOptions::read);
    return new GitNetwork(
        Optional.ofNullable(proxy).map(it -> GitProxy.parse(it, shown)),
        Optional.ofNullable(authorities).map(GitOptions::readable));
  }

  private static GitProxy.Login read(Path file) {
    try {
      return GitProxy.Login.parse(Files.readString(readable(file)).strip());
    } catch (IOException e) {
      throw new IllegalArgumentException("--git-proxy-login " + file + " can't be read", e);
    }
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(file + " can't be read");
    }
    return file;
  }
}
