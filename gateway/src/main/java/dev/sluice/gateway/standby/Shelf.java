package dev.sluice.gateway.standby;

import dev.sluice.gateway.standby.Index.Stamp;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files this process has written, or found to be as it would have written them, and those that
 * one before has left; and how new each is. For one thread.
 */
final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final SealedFolder folder;
  private final SealedFile index;
  private final Map<String, Stamp> stamps = new HashMap<>();

  /** Of those that a process before has left, and this one hasn't looked at. */
  private @Nullable Map<String, Stamp> left;

  private Instant noted = Instant.MIN;

  Shelf(SealedFolder folder, SealedFile index) {
    this.folder = folder;
    this.index = index;
  }

  /** Whether it's there as of that revision. */
  boolean has(SealedFile file, long revision) {
    Stamp stamp = stamps.get(file.name());
    return stamp != null && stamp.revision() == revision;
  }

  /** Puts it there, unless it is. */
  <T extends Record> void put(SealedFile file, Sheet<T> sheet, Class<T> content)
      throws IOException {
    if (stamps.containsKey(file.name()) || !isThere(file, sheet, content)) {
      folder.write(file, sheet.json());
    }
    stamps.put(file.name(), new Stamp(sheet.revision(), sheet.readAt()));
  }

  /** As a process before may have left it. */
  private <T extends Record> boolean isThere(SealedFile file, Sheet<T> sheet, Class<T> content) {
    try {
      Optional<String> found = folder.read(file);
      return found.isPresent() && Sheet.parse(found.get(), file, content).agreesWith(sheet);
    } catch (RefusedException damaged) {
      return false;
    }
  }

  /** Notes that the registry has said that nothing of it has changed since. */
  void confirm(SealedFile file, long revision, Instant asOf) {
    if (has(file, revision)) {
      stamps.put(file.name(), new Stamp(revision, asOf));
    }
  }

  /** Forgets all others. */
  void retain(Set<String> names) {
    stamps.keySet().retainAll(names);
    left().keySet().retainAll(names);
  }

  /** What is there now. It isn't earlier than was noted before, unless the registry was read. */
  Index index(Instant now) {
    Map<String, Stamp> all = new HashMap<>(left());
    all.putAll(stamps);
    return new Index(stamps.isEmpty() && noted.isAfter(now) ? noted : now, all);
  }

  private Map<String, Stamp> left() {
    if (left == null) {
      left = new HashMap<>();
      try {
        readIndex(left);
      } catch (RefusedException e) {
        LOG.warn("{}; all is written anew", e.getMessage());
      }
    }
    return left;
  }

  private void readIndex(Map<String, Stamp> into) throws RefusedException {
    Optional<String> json = folder.read(index);
    if (json.isPresent()) {
      Index found = Sheet.parse(json.get(), index, Index.class).content();
      into.putAll(found.files());
      noted = found.latest();
    }
  }
}
