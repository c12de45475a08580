package dev.sluice.syncworker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The registry that this machine's npm is set to use, as the build itself does. */
public final class NpmRegistry {
  private static final class Asked {
    private static final URI REGISTRY = ask();
  }

  private NpmRegistry() {}

  public static URI configured() {
    return Asked.REGISTRY;
  }

  private static URI ask() {
    ProcessBuilder npm = new ProcessBuilder("npm", "config", "get", "registry");
    npm.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process asked = npm.start();
      asked.getOutputStream().close();
      byte[] said = asked.getInputStream().readAllBytes();
      return URI.create(new String(said, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
