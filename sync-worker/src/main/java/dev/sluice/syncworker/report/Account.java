package dev.sluice.syncworker.report;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Whom a host takes us for. Of a comment, only its host knows who wrote it; what stands in it,
 * anyone may have written.
 *
 * @param user the id of the token's user; empty if the host doesn't say
 * @param app the id, or the client id, of the GitHub App that we are
 */
record Account(Optional<Long> user, Optional<String> app) {
  /** Whether it can be told what we wrote. */
  boolean isKnown() {
    return user.isPresent() || app.isPresent();
  }

  /**
   * Whether we wrote that comment.
   *
   * @param author what a comment of this host's names its author
   */
  boolean wrote(JsonNode comment, String author) {
    JsonNode by = comment.path("performed_via_github_app");
    long id = comment.path(author).path("id").asLong(-1);
    return user.filter(it -> it == id).isPresent()
        || app.filter(it -> it.equals(text(by, "id")) || it.equals(text(by, "client_id")))
            .isPresent();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }
}
