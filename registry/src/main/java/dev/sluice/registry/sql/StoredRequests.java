package dev.sluice.registry.sql;

import dev.sluice.registry.Secret;
import dev.sluice.registry.request.KeptAnswer;
import dev.sluice.registry.request.OvertakenException;
import dev.sluice.registry.request.RequestName;
import dev.sluice.registry.request.Requests;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The requests that may be sent again, within one transaction. */
record StoredRequests(Handle transaction, Vault vault) {
  /** What is known of one. */
  record Known(
      String fingerprint, Instant begunAt, Optional<String> change, Optional<KeptAnswer> answer) {}

  static Binding binding(RequestName name) {
    return new Binding("answer to " + name.caller(), "", name.name());
  }

  Optional<Known> find(RequestName name) {
    return transaction
        .createQuery("SELECT * FROM requests WHERE caller = :caller AND name = :name")
        .bind("caller", name.caller())
        .bind("name", name.name())
        .map((row, context) -> known(row, name))
        .findOne();
  }

  private Known known(ResultSet row, RequestName name) throws SQLException {
    byte[] body = row.getBytes("body");
    return new Known(
        row.getString("fingerprint"),
        Instant.ofEpochMilli(row.getLong("begun_at")),
        Optional.ofNullable(row.getString("change")),
        body == null
            ? Optional.empty()
            : Optional.of(answer(row, vault.open(body, binding(name)))));
  }

  private static KeptAnswer answer(ResultSet row, Secret body) throws SQLException {
    return new KeptAnswer(row.getInt("status"), row.getString("content_type"), body);
  }

  /** When the oldest of a caller's began, if it has as many as it may. */
  Optional<Instant> oldestOfTooMany(String caller) {
    return transaction
        .createQuery(
            """
            SELECT min(begun_at) AS oldest FROM requests WHERE caller = :caller
            HAVING count(*) >= :most
            """)
        .bind("caller", caller)
        .bind("most", Requests.MOST)
        .map((row, context) -> Instant.ofEpochMilli(row.getLong("oldest")))
        .findOne();
  }

  void begin(RequestName name, String fingerprint, String claim, Instant now) {
    transaction.execute(
        """
        INSERT INTO requests (caller, name, claim, fingerprint, begun_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (caller, name) DO UPDATE SET claim = excluded.claim,
          fingerprint = excluded.fingerprint, begun_at = excluded.begun_at,
          change = NULL, status = NULL, content_type = NULL, body = NULL
        """,
        name.caller(),
        name.name(),
        claim,
        fingerprint,
        now.toEpochMilli());
  }

  void forgetOld(String caller, Instant before) {
    transaction.execute(
        "DELETE FROM requests WHERE caller = ? AND begun_at < ?", caller, before.toEpochMilli());
  }

  /**
   * Notes that an attempt has changed something.
   *
   * @throws OvertakenException if another has taken over
   */
  static void changed(Handle transaction, String claim, String change) {
    int held = transaction.execute("UPDATE requests SET change = ? WHERE claim = ?", change, claim);
    if (held == 0) {
      throw new OvertakenException();
    }
  }
}
