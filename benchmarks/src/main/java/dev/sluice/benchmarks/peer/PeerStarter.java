package dev.sluice.benchmarks.peer;

import dev.sluice.benchmarks.child.Child;
import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.child.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts peers, all on the same cores and for the same work. */
public final class PeerStarter {
  private final Workspace workspace;
  private final Cores cores;
  private final Workload workload;

  public PeerStarter(Workspace workspace, Cores cores, Workload workload) {
    this.workspace = workspace;
    this.cores = cores;
    this.workload = workload;
  }

  /** Starts it and waits until it answers. */
  public Candidate start(PeerKind kind) {
    return switch (kind) {
      case JAVALIN -> javalin();
      case WORKERD -> workerd();
      case NODE_SHARED -> node(kind, "node-shared.mjs");
      case NODE_VM -> node(kind, "node-vm.mjs");
      case ISOLATED_VM -> isolatedVm();
      case GOJA -> goja();
    };
  }

  private Candidate javalin() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return scripted(
        PeerKind.JAVALIN, List.of(java, "-cp", classPath, "dev.sluice.benchmarks.echo.EchoServer"));
  }

  private Candidate workerd() {
    URI address = Workspace.freeAddress();
    return new WorkerdFiles(workspace, workload)
        .command(address)
        .<Candidate>map(command -> running(PeerKind.WORKERD, address, command))
        .orElseGet(() -> missing(PeerKind.WORKERD, "npm has no binary for this machine"));
  }

  private Candidate node(PeerKind kind, String script, String... options) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(options));
    command.add(workspace.js().resolve(script).toString());
    return scripted(kind, command);
  }

  private Candidate isolatedVm() {
    Path built = workspace.js().resolve("node_modules/isolated-vm/out/isolated_vm.node");
    // Its documentation asks for the option.
    return Files.exists(built)
        ? node(PeerKind.ISOLATED_VM, "isolated-vm.mjs", "--no-node-snapshot")
        : missing(PeerKind.ISOLATED_VM, "its native part doesn't compile here");
  }

  private Candidate goja() {
    Path folder = workspace.root().resolve("benchmarks/target/goja");
    Path built = folder.resolve("goja-peer");
    return Files.exists(built)
        ? scripted(PeerKind.GOJA, List.of(built.toString()))
        : missing(PeerKind.GOJA, whyLeftOut(folder.resolve("left-out")));
  }

  /** What {@code benchmarks/run} wrote down when it couldn't build it. */
  private static String whyLeftOut(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "it wasn't built";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the arguments that all but workerd take: port, bundle, sample answer. */
  private Candidate scripted(PeerKind kind, List<String> program) {
    URI address = Workspace.freeAddress();
    List<String> command = new ArrayList<>(program);
    command.add(Integer.toString(address.getPort()));
    command.add(workload.bundleFile(workspace).toString());
    command.add(workload.sampleFile(workspace).toString());
    return running(kind, address, command);
  }

  private Candidate running(PeerKind kind, URI address, List<String> command) {
    String name = kind.label();
    Child child = Child.start(name, cores, command, Map.of(), workspace.log(name));
    return new Candidate.Running(Peer.answering(name, address, workload, child));
  }

  private static Candidate missing(PeerKind kind, String why) {
    return new Candidate.Missing(kind.label(), why);
  }
}
