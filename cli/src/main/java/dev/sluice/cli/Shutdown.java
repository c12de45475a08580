package dev.sluice.cli;

import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Ends a process in order when the system tells it to stop. */
public final class Shutdown {
  private Shutdown() {}

  /**
   * On SIGTERM or SIGINT: stops taking requests, finishes runs, closes everything, exits with 0.
   *
   * @param stopped released once all that has happened
   */
  public static void onSignal(AutoCloseable process, CountDownLatch stopped) {
    java.lang.Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("sluice-shutdown")
                .unstarted(() -> {
                  close(process);
                  stopped.countDown();
                  // The JVM would exit with 128 + the signal's number; an ordered end is a success.
                  java.lang.Runtime.getRuntime().halt(0);
                }));
  }

  private static void close(AutoCloseable process) {
    try {
      process.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Shutdown.class).error("The process couldn't be ended in order", e);
      java.lang.Runtime.getRuntime().halt(1);
    }
  }
}
