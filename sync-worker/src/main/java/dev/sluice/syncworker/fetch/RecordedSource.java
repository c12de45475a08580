package dev.sluice.syncworker.fetch;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.syncworker.limit.Limit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A commit's files as one build sees them: bounded, and every question that decides what is built
 * noted with its answer. Not thread-safe.
 */
public final class RecordedSource {
  private static final int MAX_PEEKED = 256 * 1024;

  private final SourceTree tree;
  private final SourceLimits limits;
  private final Consumer<String> log;
  private final SortedMap<String, Optional<String>> asked = new TreeMap<>();
  private final List<Inputs.Listing> listings = new ArrayList<>();
  private final Map<String, Lookup> answers = new HashMap<>();
  private final Map<String, byte[]> glimpsed = new HashMap<>();
  private long bytesRead;

  /**
   * @param log is told of what an author may wonder about
   */
  public RecordedSource(SourceTree tree, SourceLimits limits, Consumer<String> log) {
    this.tree = tree;
    this.limits = limits;
    this.log = log;
  }

  /** The commit whose files they are. */
  public CommitId commit() {
    return tree.commit();
  }

  /** The text of the file at {@code path}; noted. */
  public Lookup lookup(String path) {
    return answers.computeIfAbsent(path, this::firstLookup);
  }

  /**
   * The same, not noted, and not counted unless it's looked up too: for who will probably ask for
   * it. Empty if that takes more than a glimpse.
   */
  public Optional<Lookup> glimpse(String path) {
    Optional<SourceTree.Entry> entry = tree.find(path);
    if (entry.isEmpty()) {
      return Optional.of(new Lookup.Absent());
    }
    Optional<byte[]> content = tree.read(entry.get(), Math.min(MAX_PEEKED, limits.fileBytes()));
    content.ifPresent(it -> glimpsed.put(path, it));
    return content.map(it -> new SourceText(path, it).lookup());
  }

  private Lookup firstLookup(String path) {
    if (asked.size() >= limits.lookups()) {
      return new Lookup.Unread(
          path,
          "too_many_files",
          "The workflows lead to more than %,d paths: import less".formatted(limits.lookups())
              + Limit.LOOKUPS.hint());
    }
    Optional<SourceTree.Entry> entry = tree.find(path);
    asked.put(path, entry.map(SourceTree.Entry::blob));
    if (entry.isPresent()) {
      return read(entry.get());
    }
    if (tree.isLink(path)) {
      log.accept(path + " is a symbolic link and is taken as absent");
    }
    return new Lookup.Absent();
  }

  private Lookup read(SourceTree.Entry entry) {
    Optional<byte[]> content =
        Optional.ofNullable(glimpsed.remove(entry.path()))
            .or(() -> tree.read(entry, limits.fileBytes()));
    if (content.isEmpty()) {
      return new Lookup.Unread(
          entry.path(),
          "file_too_large",
          entry.path() + " is larger than " + megabytes(limits.fileBytes()) + Limit.FILE_MB.hint());
    }
    bytesRead += content.get().length;
    if (bytesRead > limits.totalBytes()) {
      return new Lookup.Unread(
          entry.path(),
          "too_much_source",
          "The workflows lead to more than "
              + megabytes(limits.totalBytes())
              + " of files"
              + Limit.SOURCE_MB.hint());
    }
    SourceText text = new SourceText(entry.path(), content.get());
    text.oddity().ifPresent(log);
    return text.lookup();
  }

  private static String megabytes(long bytes) {
    return bytes / (1024 * 1024) + " MB";
  }

  /**
   * The files below {@code folder} whose path matches as a whole; noted. Empty if there is more
   * below it than is looked through.
   */
  public Optional<List<String>> list(String folder, Pattern paths) {
    Optional<Inputs.Listing> listing = Inputs.Listing.of(tree, folder, paths.pattern());
    listing.ifPresent(listings::add);
    return listing.map(Inputs.Listing::paths);
  }

  /**
   * The files below {@code folder}, not noted: for what the author is told, not what is built. Some
   * of them, if there is more than is looked through.
   */
  public List<String> glance(String folder) {
    return tree.list(folder).paths();
  }

  /** How much is read. */
  public SourceLimits limits() {
    return limits;
  }

  /** Whether there is a file at that path; not noted. */
  public boolean has(String path) {
    return tree.find(path).isPresent();
  }

  /** What a path leads to where files and folders don't lie but something else; not noted. */
  public Optional<String> stranger(String path) {
    return tree.stranger(path);
  }

  /**
   * The text of the file at {@code path}, not noted: for what the author is told. Empty also for a
   * large file that the build hasn't read.
   */
  public Optional<String> peek(String path) {
    if (answers.get(path) instanceof Lookup.Found found) {
      return Optional.of(found.text());
    }
    return tree.find(path)
        .flatMap(entry -> tree.read(entry, MAX_PEEKED))
        .map(content -> new String(content, StandardCharsets.UTF_8));
  }

  /** The paths that were asked for so far. */
  public Set<String> asked() {
    return Set.copyOf(asked.keySet());
  }

  /**
   * What was asked of those paths, which were asked for.
   *
   * @param builder names whatever else decides what is built
   */
  public Inputs inputs(String builder, Set<String> paths) {
    SortedMap<String, Optional<String>> some = new TreeMap<>();
    paths.forEach(path -> some.put(path, asked.getOrDefault(path, Optional.empty())));
    return new Inputs(builder, some, List.of());
  }

  /**
   * All that was asked so far.
   *
   * @param builder names whatever else decides what is built
   */
  public Inputs inputs(String builder) {
    return new Inputs(builder, asked, listings);
  }
}
