package dev.sluice.syncworker.fetch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** One attempt to fetch the newest commit of one branch, within one deadline. */
final class RemoteFetch {
  private static final int BRANCHES_SHOWN = 10;

  private final Remote.Allowed remote;
  private final String ref;
  private final FetchLimits limits;
  private final Deadline deadline;

  RemoteFetch(Remote.Allowed remote, String ref, FetchLimits limits) {
    this.remote = remote;
    this.ref = ref;
    this.limits = limits;
    this.deadline = new Deadline(limits.whole());
  }

  Remote.Allowed remote() {
    return remote;
  }

  /** Fetches into {@code repository} and gives the commit. */
  ObjectId into(Repository repository) throws IOException {
    try (Transport transport = open(repository)) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setDepth(1);
      FetchResult result = transport.fetch(deadline, List.of(new RefSpec("+" + ref + ":" + ref)));
      requireMoved(result);
    } catch (RuntimeException e) {
      throw new IOException("the fetch broke off: " + e, e);
    }
    Ref fetched = repository.exactRef(ref);
    if (fetched == null || fetched.getObjectId() == null) {
      throw new IOException("the fetch left no " + ref);
    }
    return fetched.getObjectId();
  }

  private Transport open(Repository repository) throws IOException {
    Transport transport = Transport.open(repository, remote.uri());
    transport.setTimeout((int) limits.silence().toSeconds());
    return transport;
  }

  private void requireMoved(FetchResult result) throws IOException {
    TrackingRefUpdate update = result.getTrackingRefUpdate(ref);
    if (update == null) {
      return; // It was there already.
    }
    switch (update.getResult()) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
      default -> throw new IOException("moving " + ref + " here gave " + update.getResult());
    }
  }

  /** Says what a failure to fetch into a fresh repository means. */
  Fetching explain(IOException failure) {
    if (deadline.passed()) {
      return new Fetching.Unavailable(
          "Fetching from " + remote + " took longer than " + limits.whole().toSeconds() + " s");
    }
    if (isTooLarge(failure)) {
      return refused(
          "The repository is larger than is fetched: at most %,d MB in all, compressed, and %,d MB"
                  .formatted(limits.packBytes() >> 20, limits.objectBytes() >> 20)
              + " for one file. Keep large files elsewhere");
    }
    if (failure instanceof NoRemoteRepositoryException
        || failure instanceof NotSupportedException) {
      return refused("There is no repository here, or it may not be read without credentials");
    }
    Optional<Obstacle> obstacle = Obstacle.of(failure);
    if (obstacle.isPresent()) {
      return new Fetching.Unavailable(
          "Fetching from " + remote + ": " + obstacle.get().words(limits.silence()));
    }
    String message = String.valueOf(failure.getMessage());
    if (isAboutAccess(message)) {
      return refused("The repository may not be read with the credentials its address holds");
    }
    if (failure instanceof TransportException) {
      return explainMissingBranch(message);
    }
    return unavailable(message);
  }

  private static boolean isTooLarge(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof TooLargePackException
            || failure instanceof TooLargeObjectInPackException
            || isTooLarge(failure.getCause()));
  }

  private Fetching explainMissingBranch(String message) {
    List<String> branches;
    try (Transport transport = Transport.open(remote.uri())) {
      transport.setTimeout((int) limits.silence().toSeconds());
      try (FetchConnection connection = transport.openFetch()) {
        if (connection.getRef(ref) != null) {
          return unavailable(message);
        }
        branches = branches(connection);
      }
    } catch (IOException | RuntimeException e) {
      return unavailable(message);
    }
    String have = branches.isEmpty() ? "it is empty" : "it has " + String.join(", ", branches);
    return refused("The repository has no branch " + shortName(ref) + "; " + have);
  }

  private static List<String> branches(FetchConnection connection) {
    return connection.getRefs().stream()
        .map(Ref::getName)
        .filter(name -> name.startsWith(Constants.R_HEADS))
        .map(RemoteFetch::shortName)
        .sorted()
        .limit(BRANCHES_SHOWN)
        .collect(Collectors.toList());
  }

  private static String shortName(String ref) {
    return Repository.shortenRefName(ref);
  }

  /** JGit has no types for these; its own texts are the nearest thing. */
  private static boolean isAboutAccess(String message) {
    JGitText texts = JGitText.get();
    return message.contains(texts.notAuthorized)
        || message.contains(texts.noCredentialsProvider)
        || message.contains("not permitted");
  }

  private Fetching refused(String reason) {
    return new Fetching.Refused(reason + " (" + remote + ")");
  }

  private Fetching unavailable(String message) {
    return new Fetching.Unavailable("Fetching from " + remote + ": " + remote.redact(message));
  }
}
