package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A running Sluice server in a process of its own, on a free port, that can be stopped, killed and
 * started again on the same data. Closing it kills it.
 */
final class Server implements AutoCloseable {
  static final String ADMIN_KEY = "the-admin-key-of-the-integration-tests";
  static final Pattern GREETING = Pattern.compile("Sluice serves on (http://\\S+), data in");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private CommandProcess process;
  private volatile URI uri;

  private Server(Path data, Map<String, String> variables, List<String> arguments) {
    this.data = data;
    this.process = launch(data, variables, arguments);
    this.uri = awaitUri();
  }

  /** Starts one that plays every part and waits until it serves. */
  static Server start(Path data, String... arguments) {
    return new Server(data, Map.of(), List.of(arguments));
  }

  /** The same with more in its environment, and more options. */
  static Server start(Path data, Map<String, String> variables, String... options) {
    return new Server(data, variables, List.of(options));
  }

  /**
   * Starts one and doesn't wait.
   *
   * @param variables added to its environment
   */
  static CommandProcess launch(Path data, Map<String, String> variables, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(List.of("--data", data.toString(), "--allow-local-repositories"));
    arguments.addAll(more);
    Map<String, String> all = new HashMap<>(variables);
    all.put("SLUICE_ADMIN_KEY", ADMIN_KEY);
    return CommandProcess.start(all, GREETING, arguments);
  }

  private URI awaitUri() {
    return URI.create(process.awaitLine().group(1));
  }

  URI uri() {
    return uri;
  }

  Path data() {
    return data;
  }

  CommandProcess process() {
    return process;
  }

  /** The API for whoever may do everything. */
  Api admin() {
    return as(ADMIN_KEY);
  }

  /** The API for whoever has that key. */
  Api as(String key) {
    return new Api(http, this::uri, Optional.of(key));
  }

  /** The API for whoever has no key. */
  Api anonymous() {
    return new Api(http, this::uri, Optional.empty());
  }

  /** {@code kill -9}. */
  void kill() {
    process.kill();
  }

  /** SIGTERM, upon which it must end well. */
  void stop() {
    process.terminate();
    assertThat(process.exitCode()).as(process.output()).isZero();
  }

  /** Starts it again on the same data, after it has ended. */
  void restart(String... arguments) {
    restart(Map.of(), arguments);
  }

  /** The same with more in its environment. */
  void restart(Map<String, String> variables, String... arguments) {
    process.close();
    process = launch(data, variables, List.of(arguments));
    uri = awaitUri();
  }

  @Override
  public void close() {
    process.close();
    http.shutdownNow();
    http.close();
  }
}
