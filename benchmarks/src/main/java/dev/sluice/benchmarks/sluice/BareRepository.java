package dev.sluice.benchmarks.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A team's repository on this disk, whose branch {@code main} moves as a push moves it: with {@code
 * git fast-import}, so that only what is new is written, however much there is.
 */
public final class BareRepository {
  private final Path folder;
  private boolean empty = true;

  private BareRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes an empty one. */
  public static BareRepository create(Path folder) {
    BareRepository repository = new BareRepository(folder);
    run(List.of("git", "init", "--quiet", "--bare", folder.toString()), new byte[0]);
    return repository;
  }

  /** What Git can fetch it from. */
  public String url() {
    return folder.toUri().toString();
  }

  /** Commits these files on top of what there is; gives the commit's id. */
  public String commit(Map<String, byte[]> files) {
    List<String> command =
        List.of("git", "--git-dir", folder.toString(), "fast-import", "--quiet", "--force");
    run(command, out -> write(out, files));
    empty = false;
    return run(
            List.of("git", "--git-dir", folder.toString(), "rev-parse", "refs/heads/main"),
            new byte[0])
        .strip();
  }

  private void write(OutputStream out, Map<String, byte[]> files) throws IOException {
    line(out, "commit refs/heads/main");
    line(out, "committer Ada <ada@example.com> 1767225600 +0000");
    data(out, "Change".getBytes(UTF_8));
    if (!empty) {
      line(out, "from refs/heads/main^0");
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      line(out, "M 100644 inline " + file.getKey());
      data(out, file.getValue());
    }
    line(out, "");
  }

  private static void data(OutputStream out, byte[] content) throws IOException {
    line(out, "data " + content.length);
    out.write(content);
    line(out, "");
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(UTF_8));
  }

  private interface Input {
    void to(OutputStream out) throws IOException;
  }

  private static String run(List<String> command, byte[] input) {
    return run(command, out -> out.write(input));
  }

  private static String run(List<String> command, Input input) {
    try {
      Process git = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
      try (OutputStream out = new BufferedOutputStream(git.getOutputStream(), 1 << 16)) {
        input.to(out);
      }
      String said = new String(git.getInputStream().readAllBytes(), UTF_8);
      if (git.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }
}
