package dev.sluice.syncworker.report;

import dev.sluice.registry.environment.GitHostKind;
import java.net.URI;

/**
 * Where a host's REST API is, and what it calls one repository there.
 *
 * @param base without a slash at its end
 * @param repository e.g. {@code team/auth}
 */
record ApiPlace(GitHostKind kind, URI base, String repository) {
  /** The repository, among all of all hosts. */
  String name() {
    return base + " " + repository;
  }

  /** Who is called; who asks for patience asks for it for all of this. */
  String host() {
    return base.getScheme() + "://" + base.getAuthority();
  }
}
