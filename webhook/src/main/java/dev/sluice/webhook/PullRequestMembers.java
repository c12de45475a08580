package dev.sluice.webhook;

import dev.sluice.webhook.Message.PullRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where one kind of Git host writes what counts of a pull request, as paths into its payload.
 *
 * @param number the pull request's
 * @param head the commit that is asked to be merged
 * @param source the branch it is on, and {@code sourceRepository} what tells its repository
 * @param base the branch it is asked to be merged into, and {@code baseRepository} likewise
 */
record PullRequestMembers(
    String number,
    String head,
    String source,
    String sourceRepository,
    String base,
    String baseRepository) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  Set<String> paths() {
    return Set.of(number, head, source, sourceRepository, base, baseRepository);
  }

  /**
   * @throws UnreadablePayloadException naming what is missing
   */
  PullRequest message(Payload payload, PullRequest.Action action)
      throws UnreadablePayloadException {
    if (!NUMBER.matcher(payload.require(number)).matches()) {
      throw new UnreadablePayloadException("`" + number + "` must be a pull request's number");
    }
    return new PullRequest(
        Long.parseLong(payload.require(number)),
        action,
        RefMoves.commit(payload.require(head)),
        new PullRequest.Source(payload.require(source), isFork(payload)),
        payload.require(base));
  }

  /**
   * A repository that was deleted meanwhile isn't named, and wasn't this one. What is on no branch
   * counts as a fork's too: to Gitea and Forgejo, whoever may read a repository can push what they
   * ask to be merged ("AGit"), which then has the repository's own id.
   */
  private boolean isFork(Payload payload) throws UnreadablePayloadException {
    Optional<String> from = payload.text(sourceRepository);
    return !from.equals(Optional.of(payload.require(baseRepository)))
        || payload.require(source).startsWith("refs/");
  }
}
