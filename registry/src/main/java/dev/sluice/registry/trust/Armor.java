package dev.sluice.registry.trust;

/**
 * The lines around a key or a signature.
 *
 * @param label what stands in them, e.g. {@code SSH SIGNATURE}
 */
record Armor(String label) {
  String begin() {
    return "-----BEGIN " + label + "-----";
  }

  private String end() {
    return "-----END " + label + "-----";
  }

  /**
   * What stands between the lines of {@code text}, which has them once and nothing around them.
   *
   * @throws IllegalArgumentException if it isn't so
   */
  String inside(String text) {
    String whole = text.strip();
    if (!whole.startsWith(begin()) || !whole.endsWith(end())) {
      throw new IllegalArgumentException(
          "it doesn't begin with %s and end with %s".formatted(begin(), end()));
    }
    String inside = whole.substring(begin().length(), whole.length() - end().length());
    if (inside.contains("-----")) {
      throw new IllegalArgumentException("there is more than one block where one must be");
    }
    return inside;
  }
}
