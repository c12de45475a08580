package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.reach.Alarm;
import dev.sluice.syncworker.reach.Credential;
import dev.sluice.syncworker.reach.HostKeyException;
import dev.sluice.syncworker.reach.Interruptible;
import dev.sluice.syncworker.reach.NotGitException;
import dev.sluice.syncworker.reach.Obstacle;
import dev.sluice.syncworker.reach.Reach;
import dev.sluice.syncworker.reach.TalkativeHostException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;

/** Says what a failure to fetch means: who acts, and what to do. Without what is secret. */
record Explanation(Remote.Allowed remote, String ref, FetchLimits limits, Reach reach) {
  private static final int BRANCHES_SHOWN = 10;

  /**
   * What it means.
   *
   * @param late whether the fetch had its time
   */
  Fetching of(IOException failure, boolean late) {
    Optional<FetchLimitException> tooMuch = Causes.of(failure, FetchLimitException.class);
    if (tooMuch.isPresent()) {
      return refused(Hurdle.COMMIT, String.valueOf(tooMuch.get().getMessage()));
    }
    if (late) {
      return unavailable(
          reach.seen().isLetIn() ? Hurdle.COMMIT : Hurdle.HOST,
          "it took longer than " + limits.whole().toSeconds() + " s" + Limit.FETCH_SECONDS.hint());
    }
    return aboutWhatCame(failure)
        .or(() -> aboutTheWay(failure))
        .or(() -> aboutAccess(failure))
        .or(() -> aboutSurprises(failure))
        .orElseGet(() ->
            failure instanceof TransportException
                ? missingBranch(String.valueOf(failure.getMessage()))
                : unavailable(Hurdle.COMMIT, String.valueOf(failure.getMessage())));
  }

  /** Of what isn't the repository's own fault, and is told in the exception's words. */
  private Optional<Fetching> aboutWhatCame(IOException failure) {
    return Causes.of(failure, TalkativeHostException.class)
        .map(it -> refused(Hurdle.HOST, String.valueOf(it.getMessage())))
        .or(() -> Causes.of(failure, NotGitException.class).map(this::atTheHost))
        .or(() ->
            Causes.of(failure, DiskFullException.class)
                .map(it -> unavailable(Hurdle.COMMIT, String.valueOf(it.getMessage()))));
  }

  private Fetching atTheHost(IOException failure) {
    return unavailable(Hurdle.HOST, String.valueOf(failure.getMessage()));
  }

  /** Of what lies between us and the host, and who the host is. */
  private Optional<Fetching> aboutTheWay(IOException failure) {
    if (failure instanceof HostKeyException hostKey) {
      return Optional.of(refused(Hurdle.HOST, hostKey.reason()));
    }
    Optional<String> proxy = new ProxyTrouble(reach).of(failure);
    if (proxy.isPresent()) {
      return Optional.of(unavailable(Hurdle.HOST, proxy.get()));
    }
    Hurdle at = reach.seen().isLetIn() ? Hurdle.COMMIT : Hurdle.HOST;
    String through = reach.proxy().map(it -> " (through the proxy " + it + ")").orElse("");
    return Obstacle.of(failure).map(it -> unavailable(at, it.words(limits.silence()) + through));
  }

  private Optional<Fetching> aboutAccess(IOException failure) {
    if (failure instanceof NoRemoteRepositoryException
        || failure instanceof NotSupportedException) {
      return Optional.of(
          refused(
              Hurdle.CREDENTIALS,
              reach.credential() instanceof Credential.None
                  ? "There is no repository here, or it may not be read without credentials"
                  : "There is no repository here, or it may not be read with these credentials"));
    }
    return new AccessTrouble(reach).words().map(it -> refused(Hurdle.CREDENTIALS, it));
  }

  /** Of what JGit doesn't expect a host to send. */
  private Optional<Fetching> aboutSurprises(IOException failure) {
    return Causes.of(failure, RuntimeException.class)
        .map(it -> unavailable(Hurdle.COMMIT, "what the host sends can't be read: " + it));
  }

  private Fetching missingBranch(String message) {
    Deadline deadline = new Deadline(limits.silence());
    List<String> branches;
    try {
      Optional<List<String>> others = Interruptible.call(() -> others(deadline));
      if (others.isEmpty()) {
        return unavailable(Hurdle.COMMIT, message);
      }
      branches = others.get();
    } catch (IOException | RuntimeException e) {
      return unavailable(reach.seen().isLetIn() ? Hurdle.COMMIT : Hurdle.HOST, message);
    }
    String have = branches.isEmpty() ? "it is empty" : "it has " + String.join(", ", branches);
    return refused(Hurdle.BRANCH, "The repository has no branch " + shortName(ref) + "; " + have);
  }

  /** The branches there are; empty if there is the one we are after. */
  private Optional<List<String>> others(Deadline deadline) throws IOException {
    try (Alarm _ = Alarm.in(deadline.left());
        Transport transport = reach.open(null, deadline::isCancelled);
        FetchConnection connection = transport.openFetch()) {
      return connection.getRef(ref) == null ? Optional.of(branches(connection)) : Optional.empty();
    }
  }

  private static List<String> branches(FetchConnection connection) {
    return connection.getRefs().stream()
        .map(Ref::getName)
        .filter(name -> name.startsWith(Constants.R_HEADS))
        .map(Explanation::shortName)
        .sorted()
        .limit(BRANCHES_SHOWN)
        .toList();
  }

  private static String shortName(String ref) {
    return Repository.shortenRefName(ref);
  }

  private Fetching refused(Hurdle at, String reason) {
    return new Fetching.Refused(at, reach.redact(reason) + " (" + remote + ")");
  }

  private Fetching unavailable(Hurdle at, String message) {
    return new Fetching.Unavailable(at, "Fetching from " + remote + ": " + reach.redact(message));
  }
}
