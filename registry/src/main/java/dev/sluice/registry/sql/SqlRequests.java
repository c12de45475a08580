package dev.sluice.registry.sql;

import dev.sluice.registry.SortableId;
import dev.sluice.registry.request.Beginning;
import dev.sluice.registry.request.KeptAnswer;
import dev.sluice.registry.request.RequestName;
import dev.sluice.registry.request.Requests;
import dev.sluice.registry.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The requests that may be sent again in tables, each answer sealed. */
record SqlRequests(Database database, Vault vault, Clock clock) implements Requests {
  @Override
  public Beginning begin(RequestName name, String fingerprint) {
    return database.write(transaction -> begin(transaction, name, fingerprint));
  }

  private Beginning begin(Handle transaction, RequestName name, String fingerprint) {
    Instant now = clock.instant();
    StoredRequests stored = new StoredRequests(transaction, vault);
    stored.forgetOld(name.caller(), now.minus(REMEMBERED));
    Optional<StoredRequests.Known> known = stored.find(name);
    if (known.isPresent()) {
      Optional<Beginning> before = again(known.get(), fingerprint, now);
      if (before.isPresent()) {
        return before.get();
      }
    } else {
      Optional<Instant> oldest = stored.oldestOfTooMany(name.caller());
      if (oldest.isPresent()) {
        return new Beginning.TooMany(oldest.get().plus(REMEMBERED));
      }
    }
    String claim = SortableId.next("req", clock);
    stored.begin(name, fingerprint, claim, now);
    return new Beginning.Begun(claim);
  }

  /** What meets a request that was sent before; empty if it may take over. */
  private static Optional<Beginning> again(
      StoredRequests.Known known, String fingerprint, Instant now) {
    if (!known.fingerprint().equals(fingerprint)) {
      return Optional.of(new Beginning.Different());
    }
    if (known.answer().isPresent()) {
      return known.answer().map(Beginning.Answered::new);
    }
    Instant until = known.begunAt().plus(PATIENCE);
    if (now.isBefore(until)) {
      return Optional.of(new Beginning.UnderWay(until));
    }
    return known.change().map(Beginning.AnswerLost::new);
  }

  @Override
  public void answered(RequestName name, String claim, KeptAnswer answer) {
    database.writing(transaction ->
        transaction.execute(
            "UPDATE requests SET status = ?, content_type = ?, body = ? WHERE claim = ?",
            answer.status(),
            answer.contentType(),
            vault.seal(answer.body(), StoredRequests.binding(name)),
            claim));
  }

  @Override
  public boolean withdrawn(String claim) {
    return database.write(transaction -> {
      transaction.execute("DELETE FROM requests WHERE claim = ? AND change IS NULL", claim);
      return transaction
          .createQuery("SELECT NOT EXISTS (SELECT 1 FROM requests WHERE claim = :claim)")
          .bind("claim", claim)
          .mapTo(Boolean.class)
          .one();
    });
  }

  @Override
  public int prune(Instant before) {
    return database.write(transaction ->
        transaction.execute("DELETE FROM requests WHERE begun_at < ?", before.toEpochMilli()));
  }
}
