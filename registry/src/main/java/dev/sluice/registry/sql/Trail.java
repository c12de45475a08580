package dev.sluice.registry.sql;

import dev.sluice.registry.SortableId;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Leaves an audit entry for each change, in the transaction that makes it. */
record Trail(Actor actor, Clock clock) {
  /**
   * Tells of a change.
   *
   * @throws dev.sluice.registry.request.OvertakenException if another attempt at the same request
   *     has taken over
   */
  void add(Handle transaction, Change change) {
    String id = SortableId.next("aud", clock);
    transaction
        .createUpdate(
            """
            INSERT INTO audit
              (id, at, by_id, by_name, address, action, environment, subject, details)
            VALUES
              (:id, :at, :byId, :byName, :address, :action, :environment, :subject, :details)
            """)
        .bind("id", id)
        .bind("at", clock.millis())
        .bind("byId", actor.id())
        .bind("byName", actor.name())
        .bind("address", actor.address())
        .bind("action", change.action())
        .bind("environment", change.environment().map(EnvironmentName::value))
        .bind("subject", change.subject())
        .bind("details", Json.write(change.details()))
        .execute();
    actor.claim().ifPresent(claim -> StoredRequests.changed(transaction, claim, id));
  }
}
