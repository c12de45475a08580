package dev.sluice.syncworker;

import java.io.IOException;
import java.nio.file.Path;

/** A program that works on a folder of mirrors until it is killed. */
final class LockingProcess {
  private LockingProcess() {}

  /**
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws IOException {
    try (WorkerLock _ = WorkerLock.take(Path.of(arguments[0]))) {
      System.out.println("taken");
      int endOfInput = System.in.read();
      System.out.println("given back at " + endOfInput);
    }
  }
}
