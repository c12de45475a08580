package dev.sluice.registry.sqlite;

import dev.sluice.registry.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite itself, which its driver unpacks into a file to load it. The driver leaves that file lying
 * until the process ends, and for good when it is killed; here it is gone as soon as it is loaded.
 */
final class NativeLibrary {
  /** Where the driver unpacks, and where it looks for what lies there already. */
  private static final String UNPACKED_IN = "org.sqlite.tmpdir";

  private static final String READY_IN = "org.sqlite.lib.path";
  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads it, once in a process, unless the JVM's options say where it lies.
   *
   * @throws RegistryException if it can't be unpacked or loaded
   */
  static synchronized void load() {
    if (loaded || System.getProperty(READY_IN) != null || System.getProperty(UNPACKED_IN) != null) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("sluice-sqlite-");
      try {
        loadFrom(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    loaded = true;
  }

  private static void loadFrom(Path folder) {
    System.setProperty(UNPACKED_IN, folder.toString());
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw failed(e);
    } finally {
      System.clearProperty(UNPACKED_IN);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private static RegistryException failed(Exception cause) {
    return new RegistryException(
        ("SQLite can't be loaded; it needs some room in %s, which must not be mounted noexec:"
                + " SLUICE_JAVA_OPTS=-Djava.io.tmpdir=… sets another folder")
            .formatted(System.getProperty("java.io.tmpdir")),
        cause);
  }
}
