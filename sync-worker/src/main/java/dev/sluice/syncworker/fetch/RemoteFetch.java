package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.reach.Alarm;
import dev.sluice.syncworker.reach.Interruptible;
import dev.sluice.syncworker.reach.Reach;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** One attempt to fetch the newest commit of one branch, within one deadline. */
final class RemoteFetch {
  private final Remote.Allowed remote;
  private final String ref;
  private final FetchLimits limits;
  private final Reach reach;
  private final Deadline deadline;

  RemoteFetch(Remote.Allowed remote, String ref, FetchLimits limits, Reach reach) {
    this.remote = remote;
    this.ref = ref;
    this.limits = limits;
    this.reach = reach;
    this.deadline = new Deadline(limits.whole());
  }

  Remote.Allowed remote() {
    return remote;
  }

  /** Whether the host let us in. */
  boolean isLetIn() {
    return reach.seen().isLetIn() || remote.isLocal();
  }

  /** {@code message} without what is secret. */
  String redact(String message) {
    return reach.redact(message);
  }

  /** Fetches into {@code repository} and gives the commit. */
  ObjectId into(Repository repository) throws IOException {
    return Interruptible.call(() -> fetch(repository));
  }

  private ObjectId fetch(Repository repository) throws IOException {
    try (Alarm _ = Alarm.in(deadline.left());
        Transport transport = reach.open(repository, deadline::isCancelled)) {
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
    return new Explanation(remote, ref, limits, reach).of(failure, deadline.passed());
  }
}
