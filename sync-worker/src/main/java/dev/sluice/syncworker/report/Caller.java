package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Whoever calls one host's API about one repository.
 *
 * @param mayWrite whether it is still ours to tell the host
 */
record Caller(HostClient client, ApiPlace place, Secret token, BooleanSupplier mayWrite) {
  HostApi api() {
    return HostApi.of(place);
  }

  /** The repository, as the host calls it. */
  String repository() {
    return place.repository();
  }

  /**
   * Calls it.
   *
   * @throws LostClaimException instead of writing, if that isn't ours any more
   * @throws IOException if there's no answer
   */
  Reply send(Call call) throws IOException, InterruptedException {
    if (call.writes() && !mayWrite.getAsBoolean()) {
      throw new LostClaimException();
    }
    return client.send(place, token, call);
  }
}
