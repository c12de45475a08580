package dev.sluice.registry.sqlite;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.AuditContract;
import dev.sluice.registry.contract.ChangesContract;
import dev.sluice.registry.contract.ConnectionTestsContract;
import dev.sluice.registry.contract.DeploymentsContract;
import dev.sluice.registry.contract.EnvironmentsContract;
import dev.sluice.registry.contract.ExpectationsContract;
import dev.sluice.registry.contract.FreshnessContract;
import dev.sluice.registry.contract.KeptDeploymentsContract;
import dev.sluice.registry.contract.KeysContract;
import dev.sluice.registry.contract.LifecycleContract;
import dev.sluice.registry.contract.ReleasesContract;
import dev.sluice.registry.contract.RequestsContract;
import dev.sluice.registry.contract.RunFiltersContract;
import dev.sluice.registry.contract.RunsContract;
import dev.sluice.registry.contract.SafetyNetContract;
import dev.sluice.registry.contract.SyncQueueContract;
import dev.sluice.registry.contract.SyncsContract;
import dev.sluice.registry.contract.UntoldSyncsContract;
import dev.sluice.registry.contract.VariablesContract;
import dev.sluice.registry.contract.WorkflowKeysContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract. */
class SqliteContractTest {

  @TempDir Path directory;

  private Registry openSqlite(Clock clock) {
    return SqliteRegistry.open(directory, MasterKeys.KEY, clock);
  }

  @Nested
  class Changes extends ChangesContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class ConnectionTests extends ConnectionTestsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Deployments extends DeploymentsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Environments extends EnvironmentsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Expectations extends ExpectationsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Freshness extends FreshnessContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class KeptDeployments extends KeptDeploymentsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Keys extends KeysContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Releases extends ReleasesContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Runs extends RunsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class RunFilters extends RunFiltersContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class SafetyNet extends SafetyNetContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class SyncQueue extends SyncQueueContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Syncs extends SyncsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class UntoldSyncs extends UntoldSyncsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Variables extends VariablesContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class WorkflowKeys extends WorkflowKeysContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Audit extends AuditContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }

  @Nested
  class Requests extends RequestsContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }
}
