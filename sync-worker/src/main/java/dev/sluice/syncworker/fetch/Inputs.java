package dev.sluice.syncworker.fetch;

import dev.sluice.registry.deployment.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything a build asked of a commit and what it was told. Another commit that gives the same
 * answers builds the same.
 *
 * @param builder names whatever else decides what is built
 * @param files the blob at each path asked for; empty where there was no file
 */
public record Inputs(
    String builder, SortedMap<String, Optional<String>> files, List<Listing> listings) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public Inputs {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    listings = List.copyOf(listings);
  }

  /**
   * Which files there were below a folder.
   *
   * @param pattern what a file's path matches as a whole to be one of them
   * @param digest of {@code paths}
   */
  public record Listing(String folder, String pattern, String digest, List<String> paths) {
    public Listing {
      paths = List.copyOf(paths);
    }

    /** Empty if there is more than is looked through. */
    static Optional<Listing> of(SourceTree tree, String folder, String pattern) {
      TreeListing all = tree.list(folder);
      if (!all.complete()) {
        return Optional.empty();
      }
      Pattern wanted = Pattern.compile(pattern);
      List<String> paths =
          all.paths().stream().filter(path -> wanted.matcher(path).matches()).toList();
      return Optional.of(new Listing(folder, pattern, digestOf(paths), paths));
    }

    private static String digestOf(List<String> paths) {
      return Digest.of(paths.toArray(String[]::new)).value();
    }
  }

  /** These, and what another build of the same commit asked for. */
  public Inputs and(Inputs other) {
    SortedMap<String, Optional<String>> all = new TreeMap<>(files);
    all.putAll(other.files());
    return new Inputs(builder, all, listings);
  }

  /** Whether {@code tree} gives the same answers. */
  public boolean sameIn(SourceTree tree) {
    return files.entrySet().stream().allMatch(asked -> sameFile(tree, asked))
        && listings.stream().allMatch(listing -> sameListing(tree, listing));
  }

  private static boolean sameFile(SourceTree tree, Map.Entry<String, Optional<String>> asked) {
    return tree.find(asked.getKey()).map(SourceTree.Entry::blob).equals(asked.getValue());
  }

  private static boolean sameListing(SourceTree tree, Listing listing) {
    return Listing.of(tree, listing.folder(), listing.pattern())
        .filter(now -> now.digest().equals(listing.digest()))
        .isPresent();
  }

  /** Itself as a text for {@link #parse}. */
  public String toText() {
    ObjectNode text = JSON.createObjectNode();
    text.put("builder", builder);
    ObjectNode paths = text.putObject("files");
    files.forEach((path, blob) -> paths.put(path, blob.orElse(null)));
    ArrayNode lists = text.putArray("listings");
    listings.forEach(listing ->
        lists
            .addObject()
            .put("folder", listing.folder())
            .put("pattern", listing.pattern())
            .put("digest", listing.digest()));
    return text.toString();
  }

  /** The inputs in {@code text}, or empty if it was written by something else. */
  public static Optional<Inputs> parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      TreeMap<String, Optional<String>> files = new TreeMap<>();
      node.path("files")
          .propertyStream()
          .forEach(file -> files.put(file.getKey(), file.getValue().stringValueOpt()));
      List<Listing> listings = node.path("listings").valueStream().map(Inputs::listing).toList();
      return Optional.of(new Inputs(node.path("builder").stringValue(), files, listings));
    } catch (JacksonException | PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static Listing listing(JsonNode node) {
    return new Listing(
        node.path("folder").stringValue(),
        node.path("pattern").stringValue(),
        node.path("digest").stringValue(),
        List.of());
  }
}
