package dev.sluice.registry.audit;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import java.time.Instant;

/** The log of every change. Nothing adds to it but the changes themselves. */
public interface Audit {
  /** Newest first. */
  Page<AuditEntry> list(AuditFilter filter, PageRequest page);

  /** Forgets those from before then; how many that was. */
  int prune(Instant before);
}
