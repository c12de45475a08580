package dev.sluice.registry.environment;

import java.util.regex.Pattern;

/**
 * Where an environment's workflows come from.
 *
 * @param url what Git can fetch from, e.g. {@code https://example.com/team/auth.git}
 * @param branch a branch's short name, e.g. {@code main}
 * @param access what the Git host is shown to be let in
 */
public record RepositoryAddress(String url, String branch, RepositoryAccess access) {
  private static final Pattern BRANCH =
      Pattern.compile(
          "(?!.*(\\.\\.|//|@\\{))[^\\p{Cntrl} ~^:?*\\[\\\\/.-][^\\p{Cntrl} ~^:?*\\[\\\\]{0,199}");

  public RepositoryAddress {
    if (url.isBlank() || url.length() > 2000) {
      throw new IllegalArgumentException("repository.url must have 1 to 2,000 characters");
    }
    if (!BRANCH.matcher(branch).matches()) {
      throw new IllegalArgumentException(
          "repository.branch must be a branch's short name, such as main");
    }
  }

  /** With nothing that is shown to the host, but for a secret that may have been set. */
  public RepositoryAddress(String url, String branch) {
    this(url, branch, RepositoryAccess.USUAL);
  }

  /** The branch's full name, e.g. {@code refs/heads/main}. */
  public String ref() {
    return "refs/heads/" + branch;
  }
}
