package dev.sluice.gateway.standby;

import dev.sluice.gateway.live.Heard;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.environment.EnvironmentName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes down what the registry says, wherever it says something new. The index comes last, and
 * what isn't wanted goes after it: a crash in between leaves files that are newer than it says, or
 * too many, and never too few. For one thread.
 */
final class Keeper {
  /** How often it is noted that nothing has changed. */
  private static final Duration CONFIRMING = Duration.ofMinutes(1);

  private final SealedFolder folder;
  private final String registry;
  private final Original original;
  private final InstantSource time;
  private final Shelf shelf;
  private final BundleShelf bundles;
  private final Map<EnvironmentName, EnvironmentKeeper> environments = new HashMap<>();
  private Instant indexed = Instant.MIN;

  Keeper(SealedFolder folder, String registry, Original original, InstantSource time) {
    this.folder = folder;
    this.registry = registry;
    this.original = original;
    this.time = time;
    this.shelf = new Shelf(folder, SealedFile.index(registry));
    this.bundles = new BundleShelf(folder, registry);
  }

  /**
   * Writes down what has changed since the last round.
   *
   * @param last whether no round will follow
   * @throws RegistryException if it can't be read; another round goes on
   */
  void round(Heard heard, boolean last) throws IOException {
    boolean changed = keepKeys(heard);
    for (Map.Entry<EnvironmentName, Long> entry : heard.revisions().environments().entrySet()) {
      EnvironmentKeeper keeper = environments.computeIfAbsent(entry.getKey(), this::keeper);
      changed |= keeper.keep(shelf, bundles, entry.getValue(), heard.at());
    }
    if (changed || last || isDue()) {
      confirm(heard);
      retain(heard.revisions().environments().keySet());
      writeIndex();
    }
    if (changed) {
      prune();
    }
  }

  private boolean keepKeys(Heard heard) throws IOException {
    SealedFile file = SealedFile.keys(registry);
    long revision = heard.revisions().keys();
    if (shelf.has(file, revision)) {
      return false;
    }
    KeysSheet keys = KeysSheet.of(original.keys());
    shelf.put(file, Sheet.of(revision, heard.at(), keys), KeysSheet.class);
    return true;
  }

  private EnvironmentKeeper keeper(EnvironmentName name) {
    return new EnvironmentKeeper(name, registry, original, time, kept(name));
  }

  /** The bundles of the release that a process before has kept. */
  private Set<Digest> kept(EnvironmentName name) {
    SealedFile file = SealedFile.release(name, registry);
    try {
      Optional<String> json = folder.read(file);
      return json.isEmpty()
          ? Set.of()
          : EnvironmentKeeper.digests(
              Sheet.parse(json.get(), file, ReleaseSheet.class).content().release(name));
    } catch (RefusedException | IllegalArgumentException e) {
      return Set.of();
    }
  }

  private boolean isDue() {
    return !time.instant().isBefore(indexed.plus(CONFIRMING));
  }

  private void confirm(Heard heard) {
    shelf.confirm(SealedFile.keys(registry), heard.revisions().keys(), heard.at());
    heard
        .revisions()
        .environments()
        .forEach((name, revision) ->
            Optional.ofNullable(environments.get(name))
                .ifPresent(it -> it.confirm(shelf, revision, heard.at())));
  }

  private void retain(Set<EnvironmentName> existing) {
    environments.keySet().retainAll(existing);
    shelf.retain(names());
  }

  private void writeIndex() throws IOException {
    Instant now = time.instant();
    folder.write(SealedFile.index(registry), Sheet.of(0, now, shelf.index(now)).json());
    indexed = now;
  }

  /**
   * Notes how late it is, from time to time, so that a clock that is turned back before the next
   * start doesn't make what lies there younger.
   */
  void passTime() throws IOException {
    if (isDue() && !shelf.index(time.instant()).files().isEmpty()) {
      writeIndex();
    }
  }

  private void prune() throws IOException {
    Set<Digest> wanted = wanted();
    bundles.retain(wanted);
    Set<String> names = names();
    names.add(SealedFile.index(registry).name());
    names.add(StandbyLock.NAME);
    wanted.forEach(it -> names.add(SealedFile.bundle(it, registry).name()));
    folder.keepOnly(names);
  }

  private Set<Digest> wanted() {
    return environments.values().stream()
        .flatMap(it -> it.live().stream())
        .collect(Collectors.toSet());
  }

  /** All that the index tells of. */
  private Set<String> names() {
    Set<String> names = new HashSet<>();
    names.add(SealedFile.keys(registry).name());
    for (EnvironmentName name : environments.keySet()) {
      names.add(SealedFile.settings(name, registry).name());
      names.add(SealedFile.release(name, registry).name());
    }
    return names;
  }
}
