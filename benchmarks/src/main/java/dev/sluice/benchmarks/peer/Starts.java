package dev.sluice.benchmarks.peer;

import dev.sluice.benchmarks.child.Child;
import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.child.Workspace;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the peers, each on the same cores. */
public final class Starts {
  private static final String CLASS_PATH = "java.class.path";

  private final Workspace workspace;
  private final Cores cores;
  private final Workload workload;

  public Starts(Workspace workspace, Cores cores, Workload workload) {
    this.workspace = workspace;
    this.cores = cores;
    this.workload = workload;
  }

  /** All of them, in the order of the table. */
  public List<Candidate> all() {
    return List.of(
        javalin(),
        workerd(),
        node("Node http, shared state", "node-shared.mjs"),
        node("Node http, fresh vm context", "node-vm.mjs"),
        isolatedVm(),
        goja());
  }

  private Candidate javalin() {
    URI address = Workspace.freeAddress();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return running(
        "plain Javalin echo",
        address,
        List.of(
            java,
            "-cp",
            System.getProperty(CLASS_PATH),
            "dev.sluice.benchmarks.echo.EchoServer",
            port(address),
            workload.sampleFile(workspace).toString()));
  }

  private Candidate workerd() {
    return new WorkerdFiles(workspace, workload)
        .command()
        .<Candidate>map(
            command -> running("workerd, shared state", command.address(), command.words()))
        .orElseGet(() ->
            new Candidate.Missing("workerd, shared state", "npm has no binary for this machine"));
  }

  private Candidate node(String name, String script) {
    URI address = Workspace.freeAddress();
    return running(
        name,
        address,
        List.of(
            "node",
            "--no-node-snapshot",
            workspace.js().resolve(script).toString(),
            port(address),
            workload.bundleFile(workspace).toString(),
            workload.sampleFile(workspace).toString()));
  }

  private Candidate isolatedVm() {
    String name = "isolated-vm, fresh context";
    Path built = workspace.js().resolve("node_modules/isolated-vm/out/isolated_vm.node");
    return Files.exists(built)
        ? node(name, "isolated-vm.mjs")
        : new Candidate.Missing(name, "its native part isn't built; benchmarks/run says why");
  }

  private Candidate goja() {
    URI address = Workspace.freeAddress();
    Path built = workspace.root().resolve("benchmarks/target/goja/goja-peer");
    return Files.exists(built)
        ? running(
            "goja, fresh runtime",
            address,
            List.of(
                built.toString(),
                port(address),
                workload.bundleFile(workspace).toString(),
                workload.sampleFile(workspace).toString()))
        : new Candidate.Missing("goja, fresh runtime", "there is no `go` on the PATH");
  }

  private Candidate running(String name, URI address, List<String> command) {
    Child child = Child.start(name, cores, command, Map.of(), workspace.log(name));
    return new Candidate.Running(Peer.answering(name, address, workload, child));
  }

  private static String port(URI address) {
    return Integer.toString(address.getPort());
  }
}
