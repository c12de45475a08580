package dev.sluice.syncworker.node;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code node} that is there and new enough. */
public record NodeCommand(Path executable) {
  private static final int OLDEST = 20;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.\\S+\\s*");
  private static final String TO_DO =
      " Install Node.js " + OLDEST + " or newer and see that `node --version` finds it";

  /**
   * The first {@code node} on a search path such as {@code PATH}.
   *
   * @throws NodeMissingException if there's none, or it's too old
   */
  public static NodeCommand find(String searchPath) {
    return Arrays.stream(searchPath.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "node"))
        .filter(node -> Files.isRegularFile(node) && Files.isExecutable(node))
        .findFirst()
        .map(NodeCommand::at)
        .orElseThrow(
            () -> new NodeMissingException("Node.js bundles workflows, and isn't here." + TO_DO));
  }

  /**
   * The {@code node} at a path.
   *
   * @throws NodeMissingException if it can't be run, or is too old
   */
  public static NodeCommand at(Path executable) {
    String version = version(executable);
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new NodeMissingException(executable + " doesn't tell its version." + TO_DO);
    }
    if (Integer.parseInt(matcher.group(1)) < OLDEST) {
      throw new NodeMissingException(
          executable + " is " + version.strip() + ", which is too old." + TO_DO);
    }
    return new NodeCommand(executable.toAbsolutePath());
  }

  private static String version(Path executable) {
    ProcessBuilder builder = new ProcessBuilder(executable.toString(), "--version");
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          throw new NodeMissingException(executable + " doesn't tell its version." + TO_DO);
        }
        return new String(process.getInputStream().readNBytes(100), StandardCharsets.UTF_8);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new NodeMissingException(executable + " can't be run: " + e.getMessage() + "." + TO_DO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeMissingException("interrupted while asking " + executable + " its version");
    }
  }
}
