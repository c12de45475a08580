package dev.sluice.syncworker.fetch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.storage.pack.PackConfig;

/**
 * Puts what one ref of a mirror needs into one pack, and lets go of the rest. Asks no host. Nobody
 * fetches into the mirror meanwhile; who reads the commit that the ref is at goes on reading.
 *
 * <p>A crash leaves the old packs, or both, or the new one, and maybe files that nobody reads and
 * the next time clears away.
 */
final class Consolidation {
  /** With more, it would take seconds and memory; beginning anew is left to a fetch then. */
  private static final long MOST_OBJECTS = 250_000;

  private final MirrorRepository repository;

  Consolidation(MirrorRepository repository) {
    this.repository = repository;
  }

  /** Does it, if there's such a ref and it isn't too much. */
  void keeping(String name) throws IOException {
    Ref kept = repository.exactRef(name);
    if (kept == null || kept.getObjectId() == null || isTooMuch()) {
      return;
    }
    clearAway();
    forgetOthers(name);
    repository.getObjectDatabase().setShallowCommits(Set.of(kept.getObjectId()));
    collector().repack();
  }

  private boolean isTooMuch() {
    return repository.getObjectDatabase().getApproximateObjectCount() > MOST_OBJECTS;
  }

  /** What a crash has left of a pack that was being written: without its index, nobody reads it. */
  private void clearAway() throws IOException {
    for (Path file : files(repository.getObjectDatabase().getPackDirectory())) {
      String name = file.getFileName().toString();
      boolean begun = !name.startsWith("pack-");
      boolean withoutIndex =
          name.endsWith(".pack")
              && Files.notExists(file.resolveSibling(name.replaceFirst("pack$", "idx")));
      if (begun || withoutIndex) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> files(File folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.toPath())) {
      return files.toList();
    }
  }

  private void forgetOthers(String kept) throws IOException {
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/")) {
      if (!ref.getName().equals(kept)) {
        RefUpdate update = repository.updateRef(ref.getName());
        update.setForceUpdate(true);
        update.delete();
      }
    }
  }

  /** Looking for what is alike would take a processor for long, for a pack that hardly lasts. */
  private GC collector() {
    repository.getConfig().setString("gc", null, "pruneExpire", "now");
    repository.getConfig().setString("gc", null, "prunePackExpire", "now");
    PackConfig packing = new PackConfig(repository);
    packing.setDeltaCompress(false);
    packing.setBuildBitmaps(false);
    packing.setWaitPreventRacyPack(false);
    GC collector = new GC(repository);
    collector.setPackConfig(packing);
    return collector;
  }
}
