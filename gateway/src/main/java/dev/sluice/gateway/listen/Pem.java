package dev.sluice.gateway.listen;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param label e.g. {@code CERTIFICATE}
 * @param content its text between the lines that begin and end it
 */
record Pem(String label, String content) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /** The blocks of a file, in their order; what stands between them is passed over. */
  static List<Pem> all(String file) {
    List<Pem> blocks = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(file); block.find(); ) {
      blocks.add(new Pem(block.group(1), block.group(2)));
    }
    return blocks;
  }

  /**
   * What it stands for.
   *
   * @throws IllegalArgumentException if it isn't base64
   */
  byte[] bytes() {
    return Base64.getMimeDecoder().decode(content);
  }
}
