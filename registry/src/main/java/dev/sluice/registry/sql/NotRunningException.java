package dev.sluice.registry.sql;

import dev.sluice.registry.sync.SyncId;

/** A sync was to be ended or put back that isn't running: someone else did so already. */
final class NotRunningException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NotRunningException(SyncId sync) {
    super("sync " + sync + " isn't running: someone else ended it or put it back");
  }
}
