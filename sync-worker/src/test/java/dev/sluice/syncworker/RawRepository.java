package dev.sluice.syncworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A bare repository whose objects are put together byte by byte, so that it can hold what no Git
 * client makes. Not thread-safe; close it to release its files.
 */
final class RawRepository implements AutoCloseable {
  static final String FILE = "100644";
  static final String FOLDER = "40000";
  static final String LINK = "120000";
  static final String SUBMODULE = "160000";

  private static final PersonIdent AUTHOR = new PersonIdent("Eve", "eve@example.com");

  private final Path folder;
  private final Repository repository;
  private final ObjectInserter objects;

  /** What a folder holds. */
  record Entry(String mode, String name, Charset charset, ObjectId id) {
    Entry(String mode, String name, ObjectId id) {
      this(mode, name, UTF_8, id);
    }
  }

  RawRepository(Path folder) throws IOException {
    this.folder = folder;
    repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    repository.create(true);
    objects = ((ObjectDirectory) repository.getObjectDatabase()).newPackInserter();
  }

  String url() {
    return folder.toUri().toString();
  }

  ObjectId blob(String content) throws IOException {
    return blob(content.getBytes(UTF_8));
  }

  ObjectId blob(byte[] content) throws IOException {
    return objects.insert(Constants.OBJ_BLOB, content);
  }

  /** A folder with these entries, in this order, whatever they are. */
  ObjectId tree(Entry... entries) throws IOException {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      tree.write((entry.mode() + " ").getBytes(UTF_8));
      tree.writeBytes(entry.name().getBytes(entry.charset()));
      tree.write(0);
      entry.id().copyRawTo(tree);
    }
    return objects.insert(Constants.OBJ_TREE, tree.toByteArray());
  }

  /** A folder with that many entries, all of which are one. */
  ObjectId repeated(int count, String mode, String name, ObjectId id) throws IOException {
    Entry[] entries = new Entry[count];
    for (int i = 0; i < count; i++) {
      entries[i] = new Entry(mode, name.formatted(i), id);
    }
    return tree(entries);
  }

  /** The folder in that many folders, each within the other. */
  ObjectId nested(int depth, String name, ObjectId tree) throws IOException {
    ObjectId nested = tree;
    for (int i = 0; i < depth; i++) {
      nested = tree(new Entry(FOLDER, name, nested));
    }
    return nested;
  }

  /** Moves {@code main} to a commit of that root folder. */
  void push(ObjectId tree) throws IOException {
    push(tree, UnaryOperator.identity());
  }

  /**
   * The same for a commit that is rewritten before it's pushed.
   *
   * @param rewrite makes one commit's object of another
   */
  void push(ObjectId tree, UnaryOperator<byte[]> rewrite) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(AUTHOR);
    commit.setCommitter(AUTHOR);
    point(objects.insert(Constants.OBJ_COMMIT, rewrite.apply(commit.build())));
  }

  /** Moves {@code main} to any object. */
  void point(ObjectId id) throws IOException {
    objects.flush();
    RefUpdate update = repository.updateRef("refs/heads/main");
    update.setNewObjectId(id);
    update.setCheckConflicting(false);
    update.forceUpdate();
  }

  @Override
  public void close() {
    objects.close();
    repository.close();
  }
}
