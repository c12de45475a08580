package dev.sluice.registry.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Forgets runs, in many small transactions so that a push waiting to be written waits briefly. */
record RunPruning(Database database) {
  private static final int AT_ONCE = 1000;

  /** Those that began before then; how many that was. */
  int byAge(Instant before) {
    return forget("started_at < :before", Map.of("before", before.toEpochMilli()));
  }

  /** All but the newest of each environment; how many that was. */
  int byCount(int keep) {
    int forgotten = 0;
    for (String environment : environments()) {
      forgotten +=
          forget(
              """
              environment = :environment AND id <=
                (SELECT id FROM runs WHERE environment = :environment
                 ORDER BY id DESC LIMIT 1 OFFSET :keep)
              """,
              Map.of("environment", environment, "keep", keep));
    }
    return forgotten;
  }

  private List<String> environments() {
    return database.read(moment ->
        moment.createQuery("SELECT DISTINCT environment FROM runs").mapTo(String.class).list());
  }

  private int forget(String which, Map<String, ?> names) {
    String some =
        "DELETE FROM runs WHERE seq IN (SELECT seq FROM runs WHERE " + which + " LIMIT :atOnce)";
    int forgotten = 0;
    int last;
    do {
      last =
          database.write(transaction ->
              transaction.createUpdate(some).bindMap(names).bind("atOnce", AT_ONCE).execute());
      forgotten += last;
    } while (last == AT_ONCE);
    return forgotten;
  }
}
