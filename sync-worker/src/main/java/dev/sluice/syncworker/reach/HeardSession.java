package dev.sluice.syncworker.reach;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;

/** An SSH session whose commands are listened to. */
final class HeardSession implements RemoteSession2 {
  private final RemoteSession session;
  private final Listening listening;

  HeardSession(RemoteSession session, Listening listening) {
    this.session = session;
    this.listening = listening;
  }

  @Override
  public Process exec(String command, int seconds) throws IOException {
    return new HeardProcess(session.exec(command, seconds), listening);
  }

  @Override
  public Process exec(String command, Map<String, String> environment, int seconds)
      throws IOException {
    return session instanceof RemoteSession2 modern
        ? new HeardProcess(modern.exec(command, environment, seconds), listening)
        : exec(command, seconds);
  }

  @Override
  public void disconnect() {
    session.disconnect();
  }
}
