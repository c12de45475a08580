package dev.sluice.benchmarks.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root the folder of the whole project
 * @param folder made for one measurement: data, logs and generated files
 */
public record Workspace(Path root, Path folder) {

  /** A new one, in the folder that build results go to. */
  public static Workspace create(Path root) {
    try {
      Path runs = Files.createDirectories(root.resolve("benchmarks/target/runs"));
      return new Workspace(root, Files.createTempDirectory(runs, "run-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where what a process says goes. */
  public Path log(String name) {
    return folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
  }

  /** Writes a file for a process to read. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the peers' scripts and packages. */
  public Path js() {
    return root.resolve("benchmarks/target/js");
  }

  /** An address on this machine that nothing listens on. */
  public static URI freeAddress() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
