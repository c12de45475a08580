package dev.sluice.gateway.standby;

import dev.sluice.gateway.live.Ages;
import dev.sluice.gateway.live.EnvironmentState;
import dev.sluice.gateway.live.Fallback;
import dev.sluice.gateway.live.Kept;
import dev.sluice.gateway.live.Timekeeper;
import dev.sluice.gateway.standby.Index.Stamp;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at what was kept. An environment of which anything is missing, damaged, put back from
 * before or too old isn't used at all. For one thread, once.
 */
final class Restoring {
  private final SealedFolder folder;
  private final StandbySettings settings;
  private final Timekeeper time;
  private final List<String> refusals = new ArrayList<>();
  private final Map<Digest, Bundle> bundles = new HashMap<>();

  Restoring(SealedFolder folder, StandbySettings settings, Timekeeper time) {
    this.folder = folder;
    this.settings = settings;
    this.time = time;
  }

  /** What may be used. */
  Fallback.Restored restore() {
    Optional<Index> index = readIndex();
    Optional<Fallback.Keys> keys = index.flatMap(this::keys);
    List<Kept> kept = index.map(this::environments).orElse(List.of());
    return new Fallback.Restored(keys, kept, refusals);
  }

  private Optional<Index> readIndex() {
    SealedFile file = SealedFile.index(settings.registry());
    try {
      Optional<String> json = folder.read(file);
      if (json.isEmpty()) {
        return Optional.empty();
      }
      Index index = Sheet.parse(json.get(), file, Index.class).content();
      time.atLeast(index.latest());
      return Optional.of(index);
    } catch (RefusedException e) {
      refuse(e, "Nothing is served from standby");
      return Optional.empty();
    }
  }

  private Optional<Fallback.Keys> keys(Index index) {
    try {
      Sheeted<KeysSheet> keys = sheet(index, SealedFile.keys(settings.registry()), KeysSheet.class);
      return Optional.of(new Fallback.Keys(keys.content().hashed(), keys.asOf()));
    } catch (RefusedException e) {
      refuse(e, "No API key is known");
      return Optional.empty();
    }
  }

  private List<Kept> environments(Index index) {
    List<Kept> kept = new ArrayList<>();
    for (String name : index.files().keySet().stream().sorted().toList()) {
      if (SealedFile.isSettings(name)) {
        EnvironmentName environment = SealedFile.environment(name);
        try {
          kept.add(environment(index, environment));
        } catch (RefusedException e) {
          refuse(e, environment + " isn't served");
        }
      }
    }
    return kept;
  }

  private void refuse(RefusedException e, String consequence) {
    refusals.add(
        "%s. %s until the registry can be read, upon which it is written anew"
            .formatted(e.getMessage(), consequence));
  }

  private Kept environment(Index index, EnvironmentName name) throws RefusedException {
    SealedFile settingsFile = SealedFile.settings(name, settings.registry());
    SealedFile releaseFile = SealedFile.release(name, settings.registry());
    Sheeted<SettingsSheet> given = sheet(index, settingsFile, SettingsSheet.class);
    Sheeted<ReleaseSheet> live = sheet(index, releaseFile, ReleaseSheet.class);
    try {
      EnvironmentState state = given.content().state(name);
      Optional<Release> release = live.content().release(name);
      if (release.isPresent()) {
        readBundles(release.get());
      }
      Instant asOf = given.asOf().isBefore(live.asOf()) ? given.asOf() : live.asOf();
      return new Kept(state, release, it -> Optional.ofNullable(bundles.get(it.digest())), asOf);
    } catch (IllegalArgumentException e) {
      // It is authentic, so another version thought it right.
      throw new RefusedException(settingsFile.name(), "another version of Sluice wrote it");
    }
  }

  private void readBundles(Release release) throws RefusedException {
    for (Deployment deployment : release.deployments()) {
      Digest digest = deployment.digest();
      if (!bundles.containsKey(digest)) {
        Optional<Bundle> bundle = BundleShelf.read(folder, digest, settings.registry());
        bundles.put(
            digest,
            bundle.orElseThrow(() -> missing(SealedFile.bundle(digest, settings.registry()))));
      }
    }
  }

  private static RefusedException missing(SealedFile file) {
    return new RefusedException(file.name(), "it is gone");
  }

  /**
   * What lies in a file.
   *
   * @param asOf when the registry said so last
   */
  private record Sheeted<T>(T content, Instant asOf) {}

  private <T extends Record> Sheeted<T> sheet(Index index, SealedFile file, Class<T> type)
      throws RefusedException {
    Stamp stamp = index.files().get(file.name());
    Optional<String> json = folder.read(file);
    if (json.isEmpty()) {
      throw missing(file);
    }
    if (stamp == null) {
      throw new RefusedException(file.name(), "the index doesn't know it");
    }
    Sheet<T> sheet = Sheet.parse(json.get(), file, type);
    if (sheet.revision() < stamp.revision()) {
      throw new RefusedException(
          file.name(), "it is older than the index says: somebody put it back from before");
    }
    Instant asOf = asOf(sheet, stamp);
    requireYoung(file, asOf);
    return new Sheeted<>(sheet.content(), asOf);
  }

  /**
   * The stamp was confirmed for what it is of. Another file is as old as it says: written before a
   * crash kept the index from being, or by a registry whose revisions were higher before it was
   * restored.
   */
  private static Instant asOf(Sheet<?> sheet, Stamp stamp) {
    boolean confirmed = sheet.revision() == stamp.revision();
    return confirmed && stamp.asOf().isAfter(sheet.readAt()) ? stamp.asOf() : sheet.readAt();
  }

  private void requireYoung(SealedFile file, Instant asOf) throws RefusedException {
    Duration age = Duration.between(asOf, time.instant());
    if (age.compareTo(settings.limit()) > 0) {
      throw new RefusedException(
          file.name(),
          "it is of %s, %s ago, and what was kept may be served for %s (--standby-hours)"
              .formatted(Ages.moment(asOf), Ages.words(age), Ages.words(settings.limit())));
    }
  }
}
