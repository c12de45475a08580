package dev.sluice.syncworker.bundle;

import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.sync.Problem;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.node.EndedException;
import dev.sluice.syncworker.node.NodeScript;
import dev.sluice.syncworker.node.NodeService;
import dev.sluice.syncworker.node.TooDeepException;
import dev.sluice.syncworker.node.TookTooLongException;
import dev.sluice.syncworker.problem.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes scripts of workflows in one long-lived Node process, which is started anew when it died.
 * Thread-safe; commits are bundled one after the other. Closing it ends a bundling under way.
 */
public final class Bundler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bundler.class);

  /** Grows whenever the same files would be bundled or checked into something else. */
  private static final String VERSION = "4";

  /** What decides how, beside a commit's files: the packages, and all that bundler.mjs imports. */
  private static final List<String> PARTS =
      List.of(
          "package-lock.json",
          "answers.mjs",
          "bundler.mjs",
          "json.mjs",
          "lines.mjs",
          "literal.mjs",
          "messages.mjs",
          "packages.mjs",
          "reasons.mjs",
          "resolver.mjs",
          "room.mjs",
          "uses.mjs");

  private static final int SHOWN = 5;

  private final BundlerSettings settings;
  private final String tag;
  private final NodeService service;
  private final Deaths deaths = new Deaths();
  private volatile boolean closed;

  /**
   * Starts the process.
   *
   * @throws UncheckedIOException if the folder isn't complete or the process doesn't start
   */
  public Bundler(BundlerSettings settings) {
    this.settings = settings;
    NodeScript script =
        new NodeScript(
            settings.node(),
            settings.folder(),
            "bundler.mjs",
            settings.heapMegabytes(),
            Map.of("GOMEMLIMIT", "512MiB"));
    this.service = new NodeService(script, settings.limits().time());
    try {
      this.tag = tag(settings.folder());
      service.start();
    } catch (IOException e) {
      service.close();
      throw new UncheckedIOException(
          "The bundler can't be started from " + settings.folder() + ": " + e.getMessage(), e);
    }
  }

  /** Names all but a commit's files that decides what is built: the bundler and its packages. */
  public String tag() {
    return tag;
  }

  /** Why its process can't be started, in words; empty if it can be, as far as is known. */
  public Optional<String> trouble() {
    return service.trouble();
  }

  static String tag(Path folder) throws IOException {
    List<String> parts = new ArrayList<>(List.of(VERSION));
    for (String part : PARTS) {
      parts.add(Files.readString(folder.resolve(part)));
    }
    return Digest.of(parts.toArray(String[]::new)).value();
  }

  /** Bundles each of {@code entries} with the shipped packages. */
  public Bundling bundle(List<String> entries, RecordedSource source, Report report) {
    return bundle(new Wanted(entries, Optional.empty(), Set.of()), source, report, _ -> {});
  }

  /**
   * Bundles what is wanted; what is wrong with the files goes into {@code report}.
   *
   * @param ready is given each file as soon as it's bundled, in any order
   */
  public Bundling bundle(
      Wanted wanted, RecordedSource source, Report report, Consumer<BundledFile> ready) {
    TsConfig config = new TsConfigReader(source, report).read();
    List<String> entries = wanted.entries();
    try {
      return new Bundling.Done(
          service.talk(
              new Conversation(
                  new Request(
                      wanted, config, KnownFiles.of(wanted.likely(), source), settings.limits()),
                  source,
                  report,
                  tag,
                  ready)));
    } catch (TooDeepException e) {
      log.warn("bundling went too deep", e);
      report.problem("too_deep", tooDeep(entries));
      return new Bundling.Done(List.of());
    } catch (TookTooLongException e) {
      log.warn("bundling took too long", e);
      long seconds = settings.limits().time().toSeconds();
      String cause = "Bundling took longer than " + seconds + " s" + Limit.BUNDLE_SECONDS.hint();
      return died(new Problem("bundling_too_long", cause, Optional.empty()), source, report);
    } catch (EndedException e) {
      log.warn("bundling broke off", e);
      String cause = "Bundling broke off: " + e.getMessage();
      return died(new Problem("bundling_broke_off", cause, Optional.empty()), source, report);
    } catch (IOException e) {
      log.warn("bundling broke off", e);
      return new Bundling.Died("Bundling broke off: " + e.getMessage());
    }
  }

  /** What ends it again and again would hold up every other commit for a day. */
  private Bundling died(Problem why, RecordedSource source, Report report) {
    if (closed || !deaths.areEnough(source.commit())) {
      return new Bundling.Died(why.message());
    }
    report.problem(
        why.code(),
        why.message()
            + ", "
            + Deaths.MOST
            + " times. Import less, or smaller files; if it should be possible, ask for a sync");
    return new Bundling.Done(List.of());
  }

  private static String tooDeep(List<String> entries) {
    String shown = String.join(", ", entries.subList(0, Math.min(SHOWN, entries.size())));
    return "One of these workflows, or what it imports, is nested too deeply to be bundled, in"
        + " brackets or in operators: "
        + shown
        + (entries.size() > SHOWN ? ", …" : "");
  }

  /** For tests. */
  long pid() {
    return service.pid();
  }

  @Override
  public void close() {
    closed = true;
    service.close();
  }
}
