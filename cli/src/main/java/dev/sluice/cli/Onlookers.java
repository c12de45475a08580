package dev.sluice.cli;

import dev.sluice.registry.vault.FileRights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those who may look into what a process keeps for itself, and should not. */
final class Onlookers {
  /** Each names a file that holds a key, which somebody else may have put there. */
  private static final List<String> KEY_FILES =
      List.of("SLUICE_MASTER_KEY_FILE", "SLUICE_NEXT_MASTER_KEY_FILE");

  private Onlookers() {}

  /**
   * What to tell the operator, with what to do.
   *
   * @param folder the data folder, which was there before or not
   */
  static List<String> warnings(Path folder, Map<String, String> variables) {
    List<String> warnings = new ArrayList<>();
    warning("data folder", folder, "700").ifPresent(warnings::add);
    for (String variable : KEY_FILES) {
      Optional.ofNullable(variables.get(variable))
          .flatMap(file -> warning("master key", Path.of(file), "600"))
          .ifPresent(warnings::add);
    }
    return List.copyOf(warnings);
  }

  private static Optional<String> warning(String what, Path path, String mode) {
    try {
      return FileRights.openToAll(path)
          .map(rights ->
              "Every user of this machine may look into the %s %s (%s): chmod %s %s"
                  .formatted(what, path, rights, mode, path));
    } catch (IOException e) {
      // Whoever reads it says so.
      return Optional.empty();
    }
  }
}
