package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Probe;
import dev.sluice.benchmarks.peer.Candidate;
import dev.sluice.benchmarks.peer.Peer;
import dev.sluice.benchmarks.peer.PeerKind;
import dev.sluice.benchmarks.peer.PeerStarter;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sluice beside its peers: the same workflow for the same event, all on the same cores in turn.
 * Rounds are interleaved, and each peer is compared with Sluice's window right before its own. One
 * answer that isn't a 200 voids all of it.
 */
public final class SideBySide {
  private final Setting setting;
  private final Duration window;
  private final int rounds;
  private final List<PeerKind> kinds;
  private final int connections;

  public SideBySide(Setting setting) {
    this.setting = setting;
    this.window = setting.window();
    this.rounds = setting.options().number("rounds", 3);
    this.kinds =
        setting.options().find("only").map(PeerKind::parse).orElse(List.of(PeerKind.values()));
    this.connections = setting.connections();
  }

  /** Measures, and gives the table. */
  public String run() {
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      setting.progress().say("Sluice answers; starting its peers");
      List<Candidate> candidates = new ArrayList<>();
      try {
        start(sluice, candidates);
        return table(measure(sluice, candidates), candidates);
      } finally {
        running(candidates).forEach(Peer::close);
      }
    }
  }

  private void start(LiveSluice sluice, List<Candidate> candidates) {
    PeerStarter starter =
        new PeerStarter(setting.workspace(), setting.serverCores(), sluice.workload());
    for (PeerKind kind : kinds) {
      candidates.add(starter.start(kind));
    }
  }

  private static List<Peer> running(List<Candidate> candidates) {
    List<Peer> peers = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate instanceof Candidate.Running(Peer peer)) {
        peers.add(peer);
      }
    }
    return peers;
  }

  private List<Pair> measure(LiveSluice sluice, List<Candidate> candidates) {
    List<Peer> peers = running(candidates);
    peers.forEach(peer -> LiveSluice.requireFiveClaims(peer.name(), Probe.body(peer.target())));
    setting.progress().say("all answers have the same effects; warming up");
    Contender ours = Contender.sluice(sluice, connections);
    ours.warmUp(setting);
    List<Pair> pairs = new ArrayList<>();
    for (Peer peer : peers) {
      Contender other = new Contender(peer.name(), peer.target(), peer.child(), connections);
      other.warmUp(setting);
      pairs.add(new Pair(ours, other));
    }
    for (int round = 1; round <= rounds; round++) {
      setting.progress().say("round " + round + " of " + rounds);
      pairs.forEach(pair -> pair.measure(window, setting.progress()));
    }
    return pairs;
  }

  private static String table(List<Pair> pairs, List<Candidate> candidates) {
    Table table = new Table("server", "runs/s", "CPU a run", "Sluice's rate is", "by CPU time");
    List<Sample> ours = pairs.stream().flatMap(pair -> pair.rounds().sluice().stream()).toList();
    table.row(
        "**Sluice's gateway**",
        Figures.whole(Figures.median(ours.stream().map(Sample::rate).toList())),
        Figures.micros(Figures.median(ours.stream().map(Sample::cpuMicros).toList())),
        "",
        "");
    for (Pair pair : pairs) {
      table.row(
          pair.name(),
          Figures.whole(pair.rounds().peer(Sample::rate)),
          Figures.micros(pair.rounds().peer(Sample::cpuMicros)),
          Figures.times(pair.rounds().compared((sluice, peer) -> sluice.rate() / peer.rate())),
          Figures.times(
              pair.rounds().compared((sluice, peer) -> peer.cpuMicros() / sluice.cpuMicros())));
    }
    return table + missing(candidates);
  }

  private static String missing(List<Candidate> candidates) {
    StringBuilder text = new StringBuilder();
    for (Candidate candidate : candidates) {
      if (candidate instanceof Candidate.Missing(String name, String why)) {
        text.append("\n\nNot measured: ").append(name).append(" (").append(why).append(").");
      }
    }
    return text.toString();
  }
}
