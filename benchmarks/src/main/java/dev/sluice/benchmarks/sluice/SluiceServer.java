package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.child.Child;
import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.child.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A server started with {@code ./sluice serve}. Closing it ends it. */
public final class SluiceServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration IDLE_FOR = Duration.ofSeconds(2);

  /** Of processor time in that while. */
  private static final Duration IDLE_AT_MOST = Duration.ofMillis(200);

  private final Child child;
  private final Path data;
  private final Api admin;
  private final Duration startedIn;

  private SluiceServer(Child child, Path data, Api admin, long began) {
    this.child = child;
    this.data = data;
    this.admin = admin;
    awaitReady();
    this.startedIn = Duration.ofNanos(System.nanoTime() - began);
  }

  /** Starts one, on data of its own, and waits until it is ready. */
  public static SluiceServer start(Workspace workspace, Cores cores) {
    return start(workspace, workspace.folder().resolve("data"), cores, Map.of());
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param data its data folder, which it makes if need be
   * @param variables added to the environment, e.g. {@code SLUICE_JIT}
   */
  public static SluiceServer start(
      Workspace workspace, Path data, Cores cores, Map<String, String> variables) {
    return start("sluice", workspace, data, cores, new Told(List.of(), variables));
  }

  /** Starts one on that PostgreSQL's registry and waits until it is ready. */
  public static SluiceServer over(String registry, Workspace workspace, Path data, Cores cores) {
    Told told = new Told(List.of("--registry", registry), Map.of());
    return start("sluice", workspace, data, cores, told);
  }

  /**
   * What one is told when it is started.
   *
   * @param arguments of {@code serve}, beside the usual ones
   * @param variables added to the environment
   */
  record Told(List<String> arguments, Map<String, String> variables) {}

  /** One of several, called that, which is ready. */
  static SluiceServer start(String name, Workspace workspace, Path data, Cores cores, Told told) {
    URI address = Workspace.freeAddress();
    String key = newKey();
    Map<String, String> environment = new HashMap<>(told.variables());
    environment.put("SLUICE_ADMIN_KEY", key);
    Api admin = new Api(HttpClient.newHttpClient(), address, key);
    long began = System.nanoTime();
    Child child =
        Child.start(
            name,
            cores,
            command(workspace, address, data, told.arguments()),
            environment,
            workspace.log(name));
    try {
      return new SluiceServer(child, data, admin, began);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  private static List<String> command(
      Workspace workspace, URI address, Path data, List<String> more) {
    List<String> usual =
        List.of(
            workspace.root().resolve("sluice").toString(),
            "serve",
            "--port",
            Integer.toString(address.getPort()),
            "--data",
            data.toString(),
            "--allow-local-repositories");
    return Stream.concat(usual.stream(), more.stream()).toList();
  }

  private static String newKey() {
    byte[] bytes = new byte[24];
    RandomGenerator.getDefault().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void awaitReady() {
    Polling.until(
        "Sluice is ready",
        PATIENCE,
        () -> {
          child.requireAlive();
          return admin.answersOk("/readyz");
        });
  }

  /**
   * Returns once the server does hardly anything by itself any more: for a while after it is ready,
   * it goes on warming up.
   *
   * @throws IllegalStateException if that takes too long
   */
  public void awaitIdle() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Duration used = IDLE_AT_MOST;
    while (used.compareTo(IDLE_AT_MOST) >= 0) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("the server is busy though nobody calls it");
      }
      Duration before = child.cpu();
      Polling.pause(IDLE_FOR);
      used = child.cpu().minus(before);
    }
  }

  public URI uri() {
    return admin.server();
  }

  public Path data() {
    return data;
  }

  /** From the start of its process until it was ready. */
  public Duration startedIn() {
    return startedIn;
  }

  /** The server's process. */
  public Child child() {
    return child;
  }

  /** The API for whoever may do everything. */
  public Api admin() {
    return admin;
  }

  @Override
  public void close() {
    child.close();
    admin.http().close();
  }
}
