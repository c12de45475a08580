package dev.sluice.syncworker.fetch;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.syncworker.reach.Alarm;
import dev.sluice.syncworker.reach.Interruptible;
import dev.sluice.syncworker.reach.Reach;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/** One look at where one branch is, within one deadline; nothing is fetched. */
record RemoteLook(Remote.Allowed remote, String ref, FetchLimits limits, Reach reach) {

  /** Refused as fetching would be, where the branch can't be seen. */
  Looking look() {
    Deadline deadline = new Deadline(limits.silence());
    try {
      return new Looking.At(Interruptible.call(() -> head(deadline)));
    } catch (IOException e) {
      return Looking.of(new Explanation(remote, ref, limits, reach).of(e, deadline.passed()));
    }
  }

  private CommitId head(Deadline deadline) throws IOException {
    try (Alarm _ = Alarm.in(limits.silence());
        Transport transport = reach.open(null, deadline::isCancelled);
        FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
      Ref head = connection.getRef(ref);
      if (head == null || head.getObjectId() == null) {
        throw new TransportException("the host shows no " + ref);
      }
      return new CommitId(head.getObjectId().name());
    } catch (RuntimeException e) {
      throw new IOException("the look broke off: " + e, e);
    }
  }
}
