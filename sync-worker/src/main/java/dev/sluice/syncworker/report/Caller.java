package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import java.io.IOException;

/** Whoever calls one host's API about one repository. */
record Caller(HostClient client, ApiPlace place, Secret token) {
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
   * @throws IOException if there's no answer
   */
  Reply send(Call call) throws IOException, InterruptedException {
    return client.send(place, token, call);
  }
}
