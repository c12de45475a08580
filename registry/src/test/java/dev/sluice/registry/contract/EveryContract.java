package dev.sluice.registry.contract;

import dev.sluice.registry.Registry;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/** All that a store must keep. */
public abstract class EveryContract {
  /** A registry that holds nothing. */
  protected abstract Registry openStore(Clock clock);

  @Nested
  class Changes extends ChangesContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class ConnectionTests extends ConnectionTestsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Deployments extends DeploymentsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Environments extends EnvironmentsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Expectations extends ExpectationsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Freshness extends FreshnessContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Gateways extends GatewaysContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class KeptDeployments extends KeptDeploymentsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Keys extends KeysContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Leases extends LeasesContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Notices extends NoticesContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class PullRequests extends PullRequestsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Releases extends ReleasesContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Runs extends RunsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class RunFilters extends RunFiltersContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class SafetyNet extends SafetyNetContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class SyncQueue extends SyncQueueContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class ManyRuns extends ManyRunsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Syncs extends SyncsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class UntoldSyncs extends UntoldSyncsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Variables extends VariablesContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class WorkflowKeys extends WorkflowKeysContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Audit extends AuditContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Requests extends RequestsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }

  @Nested
  class Texts extends TextsContract {
    @Override
    protected Registry open(Clock clock) {
      return openStore(clock);
    }
  }
}
