package dev.sluice.syncworker.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/** A bare repository that takes in no more than {@link FetchLimits} allow in one fetch. */
final class MirrorRepository extends FileRepository {
  private final FetchLimits limits;

  private MirrorRepository(FileRepositoryBuilder at, FetchLimits limits) throws IOException {
    super(at);
    this.limits = limits;
  }

  static MirrorRepository create(Path at, FetchLimits limits) throws IOException {
    MirrorRepository repository = new MirrorRepository(builder(at), limits);
    repository.create(true);
    return repository;
  }

  static MirrorRepository open(Path at, FetchLimits limits) throws IOException {
    MirrorRepository repository = new MirrorRepository(builder(at), limits);
    if (!repository.getObjectDatabase().exists()) {
      repository.close();
      throw new RepositoryNotFoundException(at.toFile());
    }
    return repository;
  }

  private static FileRepositoryBuilder builder(Path at) throws IOException {
    return new FileRepositoryBuilder().setGitDir(at.toFile()).setBare().setup();
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter whole = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return whole;
      }

      @Override
      public PackParser newPackParser(InputStream pack) throws IOException {
        DiskRoom room = new DiskRoom(getDirectory().toPath(), limits.freeBytes());
        return whole.newPackParser(new BoundedPack(pack, limits.pack(), room));
      }
    };
  }
}
