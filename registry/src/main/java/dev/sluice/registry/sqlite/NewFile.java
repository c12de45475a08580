package dev.sluice.registry.sqlite;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A database that isn't there before it is whole: it is filled under another name, {@code
 * registry.db.partial}. A kill leaves that, which nobody takes for a registry, and the next
 * replaces it. Nobody else can make the database meanwhile, or another partial one.
 *
 * @param whole where it will be
 */
record NewFile(DatabaseFile whole) {

  /**
   * Has it filled, its tables made; what throws leaves nothing.
   *
   * @throws RegistryException if there is such a database by now
   */
  <T> T fill(Function<Store, T> work) throws IOException, SQLException {
    Files.createDirectories(whole.path().toAbsolutePath().getParent());
    try (OpeningTurn _ = OpeningTurn.await(whole.lock())) {
      requireNone();
      delete(files(whole.partial()));
      try {
        T result = filled(work);
        publish();
        return result;
      } catch (RuntimeException | Error | IOException e) {
        deleteAfter(e);
        throw e;
      }
    }
  }

  private void requireNone() {
    if (whole.exists()) {
      throw new RegistryException(
          "The registry " + whole.path() + " was made by another process: nothing was copied");
    }
  }

  private <T> T filled(Function<Store, T> work) throws IOException {
    whole.partial().createForOwner();
    Migrations.prepare(whole.partial(), Tables.MIGRATED);
    try (Store store = FileStore.open(whole.partial())) {
      return work.apply(store);
    }
  }

  private void publish() throws IOException {
    // The last to close it has put all of it into the one file, and on the disk.
    for (Path beside : whole.partial().beside()) {
      if (Files.exists(beside)) {
        throw new RegistryException(
            "Another process has " + whole.partial().path() + " open: nothing was copied");
      }
    }
    // SQLite would take what is left of a registry that is gone for what is new in this one.
    delete(whole.beside());
    Files.move(whole.partial().path(), whole.path(), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(whole.path().toAbsolutePath().getParent())) {
      directory.force(true);
    }
  }

  private void deleteAfter(Throwable failure) {
    try {
      delete(files(whole.partial()));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static List<Path> files(DatabaseFile file) {
    return Stream.concat(Stream.of(file.path()), file.beside().stream()).toList();
  }

  private static void delete(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
