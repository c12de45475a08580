package dev.sluice.registry.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A key in an environment variable, or in a file that a variable names: a mounted secret, or a
 * credential of systemd's.
 */
final class KeyVariable {
  private static final String FILE = "_FILE";

  private KeyVariable() {}

  /**
   * The key; empty if neither variable is set.
   *
   * @throws MasterKeyException if both are, or there's no key in it
   */
  static Optional<MasterKey> read(String name, Map<String, String> variables) {
    Optional<String> given = Optional.ofNullable(variables.get(name));
    Optional<String> file = Optional.ofNullable(variables.get(name + FILE));
    if (given.isPresent() && file.isPresent()) {
      throw new MasterKeyException(
          "Both %1$s and %1$s%2$s are set: set the one that holds the key".formatted(name, FILE));
    }
    return file.map(it -> MasterKey.parse(content(Path.of(it), name + FILE), it))
        .or(() -> given.map(it -> MasterKey.parse(it, name)));
  }

  private static String content(Path file, String variable) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new MasterKeyException(
          "The master key in %s, which %s names, can't be read; check that the file is there and"
                  .formatted(file, variable)
              + " that this process may read it",
          e);
    }
  }
}
