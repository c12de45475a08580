package dev.sluice.syncworker;

import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncLogLine.Level;
import dev.sluice.registry.sync.Syncs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Writes one sync's log as things happen, up to a bound. Not thread-safe. */
final class SyncJournal {
  private static final int MAX_LINES = 500;
  private static final int MAX_LENGTH = 2_000;

  private final Syncs syncs;
  private final SyncId sync;
  private final Clock clock;
  private final List<Runnable> afterwards = new ArrayList<>();
  private int written;

  SyncJournal(Syncs syncs, SyncId sync, Clock clock) {
    this.syncs = syncs;
    this.sync = sync;
    this.clock = clock;
  }

  void info(String text) {
    write(Level.INFO, text);
  }

  void warn(String text) {
    write(Level.WARN, text);
  }

  void error(String text) {
    write(Level.ERROR, text);
  }

  /** Past the bound, only errors are still written. */
  void write(Level level, String text) {
    written++;
    if (written <= MAX_LINES || level == Level.ERROR) {
      append(level, text);
    } else if (written == MAX_LINES + 1) {
      append(Level.WARN, "More was said than is kept here");
    }
  }

  /** Has that done once the sync has ended: what it writes is still part of the log. */
  void afterwards(Runnable what) {
    afterwards.add(what);
  }

  /** The sync has ended. */
  void finish() {
    afterwards.forEach(Runnable::run);
  }

  private void append(Level level, String text) {
    String shown = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    syncs.log(sync, List.of(new SyncLogLine(clock.instant(), level, shown)));
  }
}
