package dev.sluice.registry.sql;

import dev.sluice.registry.notice.Notice;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells a host, within one transaction. It has it while the claim's end stands there:
 * whoever takes it up later holds it until later, newer news or not.
 */
record HeldNotice(Handle transaction, Notice notice) {
  private static final String IS_HELD =
      " WHERE environment = :environment AND subject = :subject AND held_until = :until";

  boolean isHeld() {
    return bound(transaction.createQuery("SELECT EXISTS (SELECT 1 FROM notices" + IS_HELD + ")"))
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether it was held, and these were the newest news. */
  boolean delete() {
    return bound(
                transaction.createUpdate(
                    "DELETE FROM notices" + IS_HELD + " AND version = :version"))
            .bind("version", notice.claim().version())
            .execute()
        == 1;
  }

  /** Whether it was held. Newer news are due when they are. */
  boolean release(@Nullable Instant due) {
    return bound(
                transaction.createUpdate(
                    """
                    UPDATE notices SET held_until = 0,
                      due_at = CASE WHEN version = :version THEN coalesce(:due, due_at)
                        ELSE due_at END
                    """
                        + IS_HELD))
            .bind("version", notice.claim().version())
            .bind("due", due == null ? null : due.toEpochMilli())
            .execute()
        == 1;
  }

  private <S extends SqlStatement<S>> S bound(S statement) {
    return statement
        .bind("environment", notice.sync().environment().value())
        .bind("subject", notice.claim().subject())
        .bind("until", notice.claim().until().toEpochMilli());
  }
}
