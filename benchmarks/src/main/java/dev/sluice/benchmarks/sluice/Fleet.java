package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.child.Workspace;
import dev.sluice.fixtures.PostgresServer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Several servers over one PostgreSQL: one that plays every part, and gateways that play no other.
 * Closing it ends them all.
 */
public final class Fleet implements AutoCloseable {
  private final PostgresServer database;
  private final List<SluiceServer> servers = new ArrayList<>();

  private Fleet(PostgresServer database) {
    this.database = database;
  }

  /** Starts one with so many gateways, and waits until all are ready. */
  public static Fleet start(Workspace workspace, Cores cores, int gateways) {
    Fleet fleet = new Fleet(PostgresServer.start());
    try {
      fleet.startServers(workspace, cores, gateways);
      return fleet;
    } catch (RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private void startServers(Workspace workspace, Cores cores, int gateways) {
    String registry = database.newDatabase();
    byte[] key = new byte[32];
    RandomGenerator.getDefault().nextBytes(key);
    Map<String, String> variables =
        Map.of("SLUICE_MASTER_KEY", Base64.getEncoder().encodeToString(key));
    for (int i = 0; i <= gateways; i++) {
      String name = i == 0 ? "all" : "gateway-" + i;
      List<String> arguments = new ArrayList<>(List.of("--registry", registry, "--name", name));
      if (i > 0) {
        arguments.addAll(List.of("--roles", "gateway"));
      }
      servers.add(
          SluiceServer.start(
              name,
              workspace,
              workspace.folder().resolve(name),
              cores,
              new SluiceServer.Told(arguments, variables)));
    }
  }

  /** The one that plays every part. */
  public SluiceServer all() {
    return servers.getFirst();
  }

  /** Those that are gateways only. */
  public List<SluiceServer> gateways() {
    return servers.subList(1, servers.size());
  }

  @Override
  public void close() {
    servers.reversed().forEach(SluiceServer::close);
    database.close();
  }
}
