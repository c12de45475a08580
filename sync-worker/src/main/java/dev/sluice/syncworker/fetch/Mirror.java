package dev.sluice.syncworker.fetch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One environment's bare repository: of one remote, the newest commit of one branch and what is
 * left of those before. It is used as it is if that works, and else made anew aside and renamed.
 * Thread-safe: fetching and tidying take turns.
 */
final class Mirror {
  private static final Logger log = LoggerFactory.getLogger(Mirror.class);

  private final Path folder;
  private final Path aside;
  private final FetchLimits limits;
  private final Lock turn = new ReentrantLock();
  private boolean cleared;

  /** An environment's name never begins with a dot, so what lies aside is nobody's mirror. */
  Mirror(Path mirrors, String environment, FetchLimits limits) {
    folder = mirrors.resolve(environment);
    aside = mirrors.resolve("." + environment + ".new");
    this.limits = limits;
  }

  Fetching fetch(RemoteFetch fetch) {
    turn.lock();
    try {
      clearAway();
      return new Fetching.Fetched(isFit(fetch.remote()) ? update(fetch) : renew(fetch));
    } catch (IOException e) {
      return fetch.explain(e);
    } finally {
      turn.unlock();
    }
  }

  /**
   * A process that was killed in the middle of a fetch left what had come, which nobody reads. Once
   * is enough: whoever fetches here is the only one that does, and clears up after itself.
   */
  private void clearAway() throws IOException {
    if (cleared) {
      return;
    }
    delete(aside);
    Path objects = folder.resolve("objects");
    if (Files.isDirectory(objects)) {
      try (DirectoryStream<Path> begun = Files.newDirectoryStream(objects, "incoming_*")) {
        for (Path file : begun) {
          Files.delete(file);
        }
      }
    }
    cleared = true;
  }

  /**
   * Makes one pack of many, while nobody waits for it. Does nothing while somebody fetches, who
   * will have it tidied again.
   *
   * @param ref of which the commit is kept, and of no other
   */
  void tidy(String ref) throws IOException {
    if (turn.tryLock()) {
      try {
        consolidate(ref);
      } finally {
        turn.unlock();
      }
    }
  }

  private void consolidate(String ref) throws IOException {
    if (Files.isDirectory(folder) && isDue(Packs.in(folder))) {
      try (MirrorRepository repository = MirrorRepository.open(folder, limits)) {
        new Consolidation(repository).keeping(ref);
      }
    }
  }

  private boolean isDue(Packs packs) throws IOException {
    long room = Files.getFileStore(folder).getUsableSpace() - limits.freeBytes();
    return packs.areMany() && packs.bytes() < room;
  }

  void discard() throws IOException {
    turn.lock();
    try {
      delete(folder);
    } finally {
      turn.unlock();
    }
  }

  private boolean isFit(Remote.Allowed remote) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Repository repository = MirrorRepository.open(folder, limits)) {
      return remote.fingerprint().equals(repository.getConfig().getString("sluice", null, "remote"))
          && Packs.in(folder).areWorthKeeping();
    } catch (IOException | RuntimeException e) {
      log.warn("{} can't be read and will be made anew", folder, e);
      return false;
    }
  }

  private SourceTree update(RemoteFetch fetch) throws IOException {
    Repository repository = MirrorRepository.open(folder, limits);
    try {
      return SourceTree.of(repository, fetch.into(repository), limits.source());
    } catch (IOException | RuntimeException e) {
      repository.close();
      if (!fetch.isLetIn() || Causes.of(e, FetchLimitException.class).isPresent()) {
        throw e; // The mirror has no part in it.
      }
      // What the host says may be anything, what it was shown too.
      String why = fetch.redact(e.toString());
      log.info("fetching into {} failed; trying once more from scratch: {}", folder, why);
      return renew(fetch);
    }
  }

  /** A crash in here leaves the old mirror, or none; what lies aside is deleted the next time. */
  private SourceTree renew(RemoteFetch fetch) throws IOException {
    delete(aside);
    ObjectId commit;
    try (Repository repository = create(aside, fetch.remote())) {
      commit = fetch.into(repository);
    } catch (IOException | RuntimeException e) {
      delete(aside);
      throw e;
    }
    delete(folder);
    Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    Repository repository = MirrorRepository.open(folder, limits);
    try {
      return SourceTree.of(repository, commit, limits.source());
    } catch (IOException | RuntimeException e) {
      repository.close();
      throw e;
    }
  }

  private Repository create(Path at, Remote.Allowed remote) throws IOException {
    Files.createDirectories(at);
    Repository repository = MirrorRepository.create(at, limits);
    StoredConfig config = repository.getConfig();
    config.setString("sluice", null, "remote", remote.fingerprint());
    config.save();
    return repository;
  }

  private static void delete(Path folder) throws IOException {
    FileUtils.delete(
        folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
  }
}
