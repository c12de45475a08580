package dev.sluice.cli;

import dev.sluice.registry.Secret;
import dev.sluice.syncworker.dependencies.PackageRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the packages that repositories pin come from. */
final class PackageOptions {
  private static final String VARIABLE = "SLUICE_NPM_TOKEN";

  @Option(
      names = "--npm-registry",
      paramLabel = "URL",
      description =
          "where the packages that repositories pin come from (default: the npm client's own)")
  private @Nullable URI registry;

  @Option(
      names = "--npm-token-file",
      paramLabel = "<file>",
      description =
          "what that registry is shown: a file with one line, a token (default: " + VARIABLE + ")")
  private @Nullable Path tokenFile;

  /**
   * What they say.
   *
   * @param environment in which a token may be
   * @throws IllegalArgumentException if one of them can't be used
   */
  PackageRegistry registry(Map<String, String> environment) {
    return new PackageRegistry(Optional.ofNullable(registry), token(environment));
  }

  private Optional<Secret> token(Map<String, String> environment) {
    return Optional.ofNullable(tokenFile)
        .map(PackageOptions::read)
        .or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(it -> !it.isBlank()))
        .map(it -> new Secret(it.strip()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("--npm-token-file " + file + " can't be read", e);
    }
  }
}
