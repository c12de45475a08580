package dev.sluice.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;

/**
 * A team's repository: a bare remote, and the clone somebody works in. Made anew each time, in a
 * folder of its own.
 */
final class DemoRepository implements AutoCloseable {
  private static final PersonIdent AUTHOR = new PersonIdent("Ada", "ada@example.com");

  private final Path remote;
  private final Path work;
  private final Git git;

  private DemoRepository(Path remote, Path work, Git git) {
    this.remote = remote;
    this.work = work;
    this.git = git;
  }

  static DemoRepository make(Path folder) throws IOException {
    delete(folder);
    Path remote = folder.resolve("repository.git");
    Path work = folder.resolve("work");
    try {
      Git.init()
          .setBare(true)
          .setDirectory(remote.toFile())
          .setInitialBranch("main")
          .call()
          .close();
      Git git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call();
      git.remoteAdd().setName("origin").setUri(new URIish(remote.toUri().toURL())).call();
      return new DemoRepository(remote, work, git);
    } catch (GitAPIException e) {
      throw new IOException("the demo's repository can't be made in " + folder, e);
    }
  }

  /** What Git can fetch it from. */
  String url() {
    return remote.toAbsolutePath().toUri().toString();
  }

  /** Puts the demo's source of that name at {@code path} in the clone. */
  void write(String path, String source) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    try (InputStream in = DemoRepository.class.getResourceAsStream(source)) {
      if (in == null) {
        throw new IllegalStateException("the demo has no source named " + source);
      }
      Files.writeString(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Commits all there is and pushes it; the new commit's id. */
  String push(String message) throws IOException {
    try {
      git.add().addFilepattern(".").call();
      String commit =
          git.commit()
              .setMessage(message)
              .setAuthor(AUTHOR)
              .setCommitter(AUTHOR)
              .setSign(false)
              .setNoVerify(true)
              .call()
              .name();
      git.push().setRemote("origin").setRefSpecs(new RefSpec("main:main")).call();
      return commit;
    } catch (GitAPIException e) {
      throw new IOException("the demo's push failed", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            if (e != null) {
              throw new UncheckedIOException(e);
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    git.close();
  }
}
