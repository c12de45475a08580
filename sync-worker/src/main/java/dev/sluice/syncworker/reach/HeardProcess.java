package dev.sluice.syncworker.reach;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** A command at the other end of an SSH session that is listened to, errors too. */
final class HeardProcess extends Process {
  private final Process process;
  private final InputStream lines;
  private final InputStream errors;

  HeardProcess(Process process, Listening listening) {
    this.process = process;
    this.lines = listening.toLines(process.getInputStream());
    this.errors = listening.toNoise(process.getErrorStream());
  }

  @Override
  public OutputStream getOutputStream() {
    return process.getOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return lines;
  }

  @Override
  public InputStream getErrorStream() {
    return errors;
  }

  @Override
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return process.waitFor(timeout, unit);
  }

  @Override
  public int exitValue() {
    return process.exitValue();
  }

  @Override
  public void destroy() {
    process.destroy();
  }
}
