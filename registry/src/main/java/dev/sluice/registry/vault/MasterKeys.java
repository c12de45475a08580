package dev.sluice.registry.vault;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The master key of a process, and the one that is to take its place while that is rotated: both
 * open what is sealed, so that no process must end for it.
 *
 * @param next empty but during a rotation
 */
public record MasterKeys(MasterKey current, Optional<MasterKey> next) {
  /** The environment variable that holds the next key, in base64 or base64url. */
  public static final String NEXT_VARIABLE = "SLUICE_NEXT_MASTER_KEY";

  /** That key alone. */
  public static MasterKeys of(MasterKey key) {
    return new MasterKeys(key, Optional.empty());
  }

  /**
   * The current one as {@link MasterKey#load} finds it; the next one in {@value #NEXT_VARIABLE} or
   * the file that {@value #NEXT_VARIABLE}{@code _FILE} names, or else in the data directory's
   * {@code master.key.next}, where a rotation that was broken off left it.
   *
   * @throws MasterKeyException if there's no current one, or one can't be read
   */
  public static MasterKeys load(
      Map<String, String> variables, Path dataDirectory, boolean databaseExists) {
    MasterKey current = MasterKey.load(variables, dataDirectory, databaseExists);
    Optional<MasterKey> next = KeyVariable.read(NEXT_VARIABLE, variables);
    boolean inFile = KeyVariable.read(MasterKey.VARIABLE, variables).isEmpty();
    return new MasterKeys(
        current, next.isEmpty() && inFile ? new NextKeyFile(dataDirectory).find() : next);
  }
}
