package dev.sluice.syncworker.reach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.UploadPack;

/** A Git host on loopback that is reached over SSH: Apache MINA's server, with JGit behind it. */
final class SshGitServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Set<String> authorized = ConcurrentHashMap.newKeySet();
  private final Path projects;
  private volatile Chatter chatter = Chatter.NONE;

  /** Serves the bare repositories in that folder, and proves itself with these keys. */
  SshGitServer(Path projects, KeyPair... hostKeys) throws IOException {
    this.projects = projects;
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(Arrays.asList(hostKeys)));
    server.setPublickeyAuthenticator((user, key, session) ->
        user.equals("git") && authorized.contains(PublicKeyEntry.toString(key)));
    server.setCommandFactory((channel, command) -> new Upload(command));
    server.start();
  }

  /** From now on, that key may read. */
  void authorizes(String line) {
    authorized.add(line);
  }

  /** What is said without end, and where, instead of what was asked for. */
  enum Chatter {
    NONE,
    LINES,
    ERRORS
  }

  /** From now on, nothing else is said. */
  void chatters(Chatter where) {
    chatter = where;
  }

  int port() {
    return server.getPort();
  }

  String url() {
    return "ssh://git@localhost:" + port() + "/remote.git";
  }

  /** {@code git-upload-pack '/remote.git'}. */
  private final class Upload extends AbstractCommandSupport {
    Upload(String command) {
      super(command, null);
    }

    @Override
    public void run() {
      String path = getCommand().replaceAll("^git-upload-pack '/?|'$", "");
      File folder = projects.resolve(path).toFile();
      try {
        chatter();
        if (!folder.isDirectory()) {
          getErrorStream().write("ERROR: Repository not found.\n".getBytes(UTF_8));
          getErrorStream().flush();
          onExit(1);
          return;
        }
        try (Repository repository = new FileRepositoryBuilder().setGitDir(folder).build()) {
          new UploadPack(repository).upload(getInputStream(), getOutputStream(), getErrorStream());
        }
        onExit(0);
      } catch (IOException e) {
        onExit(1, "it broke off");
      }
    }

    private void chatter() throws IOException {
      String line = "0046" + "1".repeat(40) + " refs/heads/%013d\n";
      for (int i = 0; chatter != Chatter.NONE; i++) {
        OutputStream out = chatter == Chatter.LINES ? getOutputStream() : getErrorStream();
        out.write(line.formatted(i).getBytes(UTF_8));
        out.flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
