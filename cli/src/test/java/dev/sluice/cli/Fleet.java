package dev.sluice.cli;

import dev.sluice.fixtures.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fleet on a database of its own: three gateways, two sync workers and a webhook, each a process
 * with a data folder of its own, under one master key. Closing it kills them all.
 *
 * @param database what all of them share
 * @param gateways what logins call
 * @param workers what brings commits in
 * @param webhook what the Git host calls
 */
record Fleet(PostgresServer database, List<Member> gateways, List<Member> workers, Member webhook)
    implements AutoCloseable {
  /** How long a sync may be held by a worker that is gone; the shortest there is. */
  static final Duration LEASE = Duration.ofSeconds(10);

  private static final String KEY = "master.key";

  /** A process of the fleet that can be ended and started again as the same. */
  record Member(Server server, List<String> arguments) implements AutoCloseable {
    void startAgain() {
      server.restart(arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** Starts one and waits until all of it serves. */
  static Fleet start(Path folder) {
    PostgresServer database = PostgresServer.start();
    String registry = database.newDatabase();
    // The first to start makes the tables, and the key that the others are given.
    Member first = member(folder.resolve("gateway-1"), "gateway", registry);
    List<Member> others =
        Stream.of("gateway-2", "gateway-3", "sync-worker-1", "sync-worker-2", "webhook-1")
            .parallel()
            .map(name -> {
              copyKey(folder.resolve("gateway-1"), folder.resolve(name));
              return member(folder.resolve(name), name.substring(0, name.length() - 2), registry);
            })
            .toList();
    return new Fleet(
        database,
        List.of(first, others.get(0), others.get(1)),
        others.subList(2, 4),
        others.getLast());
  }

  private static Member member(Path data, String role, String registry) {
    String[] arguments = {
      "--roles", role, "--registry", registry, "--sync-lease", String.valueOf(LEASE.toSeconds())
    };
    return new Member(Server.start(data, arguments), List.of(arguments));
  }

  private static void copyKey(Path from, Path to) {
    try {
      Files.copy(
          from.resolve(KEY),
          Files.createDirectories(to).resolve(KEY),
          StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (database) {
      Stream.of(gateways, workers, List.of(webhook))
          .flatMap(List::stream)
          .parallel()
          .forEach(Member::close);
    }
  }
}
