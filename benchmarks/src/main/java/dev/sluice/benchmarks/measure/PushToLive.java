package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.BareRepository;
import dev.sluice.benchmarks.sluice.Follower;
import dev.sluice.benchmarks.sluice.Polling;
import dev.sluice.benchmarks.sluice.SluiceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * From the answer to a webhook to the first run on the new code, for repositories of several sizes.
 */
public final class PushToLive {
  private static final int PUSHES = 30;
  private static final int WARM_UP = 10;
  private static final int SHARED = 500;
  private static final int OTHERS = 50_000;
  private static final int PAST_COMMITS = 20;
  private static final int PAST_BYTES = 10_000_000;

  /** So that what one push leaves to be done, types checked late, isn't the next one's. */
  private static final Duration BETWEEN_PUSHES = Duration.ofSeconds(1);

  private final Setting setting;
  private final Table table = new Table("repository", "push to live", "95%", "longest");
  private final List<String> beside = new ArrayList<>();

  public PushToLive(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    Cores cores = new Cores(setting.options().find("server-cores").orElse("0,1"));
    try (SluiceServer server = SluiceServer.start(setting.workspace(), cores)) {
      server.awaitIdle();
      look(server, "Before any push");
      TeamFiles small = new TeamFiles(10);
      if (isWanted("all")) {
        pushes(
            server, "10 workflows, all changed", "all", small.all(0), small::versionOfAll, "all");
      }
      if (isWanted("one")) {
        pushes(
            server, "10 workflows, one changed", "one", small.all(0), small::versionOfOne, "one");
      }
      if (isWanted("shared")) {
        TeamFiles shared = new TeamFiles(SHARED);
        pushes(
            server,
            "10 workflows over 500 shared modules, one of them changed",
            "shared",
            shared.all(0),
            shared::versionOfOne,
            "one");
      }
      if (isWanted("monorepo")) {
        monorepo(server, small);
      }
      look(server, "After all of it");
      return table + "\n\n" + String.join("\n", beside);
    }
  }

  private boolean isWanted(String name) {
    return setting.options().find("only").map(name::equals).orElse(true);
  }

  private void look(SluiceServer server, String when) {
    ServerMemory memory = ServerMemory.afterCollection(server.child());
    beside.add(
        "%s, the server, gateway included, holds %s of heap and %s resident."
            .formatted(
                when, Figures.megabytes(memory.heap()), Figures.megabytes(memory.resident())));
  }

  private void pushes(
      SluiceServer server,
      String what,
      String name,
      Map<String, byte[]> files,
      IntFunction<Map<String, byte[]>> change,
      String shown) {
    BareRepository repository = repository(name);
    try (Follower follower = Follower.connect(server, name, repository)) {
      follower.pushed(repository.commit(files), "one 0");
      pushes(what, repository, follower, change, shown);
    }
  }

  private BareRepository repository(String name) {
    return BareRepository.create(setting.workspace().folder().resolve(name + ".git"));
  }

  private void pushes(
      String what,
      BareRepository repository,
      Follower follower,
      IntFunction<Map<String, byte[]>> change,
      String shown) {
    List<Double> millis = new ArrayList<>();
    int count = setting.options().number("count", PUSHES);
    for (int version = 1; version <= WARM_UP + count; version++) {
      String commit = repository.commit(change.apply(version));
      Polling.pause(BETWEEN_PUSHES);
      double took = follower.pushed(commit, shown + " " + version).toNanos() / 1e6;
      if (version > WARM_UP) {
        millis.add(took);
      }
    }
    setting.progress().say(what + ": " + Figures.millis(Figures.median(millis)));
    setting.progress().say(follower.log().replace("\n", "; "));
    table.row(
        what,
        Figures.millis(Figures.median(millis)),
        Figures.millis(Figures.percentile(millis, 95)),
        Figures.millis(Collections.max(millis)));
  }

  /** The first sync of it, and what follows. */
  private void monorepo(SluiceServer server, TeamFiles files) {
    BareRepository repository = repository("monorepo");
    for (int past = 0; past < PAST_COMMITS; past++) {
      repository.commit(Map.of("assets/film.bin", TeamFiles.noise(PAST_BYTES)));
    }
    Map<String, byte[]> all = new TreeMap<>(TeamFiles.others(OTHERS));
    all.putAll(files.all(0));
    all.put("assets/film.bin", TeamFiles.noise(PAST_BYTES));
    String commit = repository.commit(all);
    try (Follower follower = Follower.connect(server, "monorepo", repository)) {
      double first = follower.pushed(commit, "one 0").toNanos() / 1e6;
      table.row("first sync: 50,000 other files, 200 MB of history", Figures.millis(first), "", "");
      beside.add("The first sync fetched " + packs(server.data()) + ".");
      pushes("50,000 other files, one changed", repository, follower, files::versionOfOne, "one");
    }
  }

  private static String packs(Path data) {
    try (Stream<Path> files = Files.list(data.resolve("mirrors/monorepo/objects/pack"))) {
      long bytes = 0;
      for (Path pack : files.filter(it -> it.toString().endsWith(".pack")).toList()) {
        bytes += Files.size(pack);
      }
      return Figures.megabytes(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
