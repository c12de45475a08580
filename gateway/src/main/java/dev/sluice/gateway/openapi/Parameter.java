package dev.sluice.gateway.openapi;

import java.util.List;

/**
 * What an operation takes beside its path and its body. Immutable.
 *
 * @param in where it stands: {@code query} or {@code header}
 * @param description a sentence without its stop
 */
public record Parameter(String in, String name, String description, Form form, boolean required) {

  /**
   * What its text must look like.
   *
   * @param type a JSON type
   * @param format JSON Schema's, or nothing
   * @param oneOf all values there are; empty if they can't be listed
   */
  public record Form(String type, String format, List<String> oneOf) {
    public static final Form TEXT = new Form("string", "", List.of());
    public static final Form NUMBER = new Form("integer", "", List.of());
    public static final Form FLAG = new Form("boolean", "", List.of());
    public static final Form MOMENT = new Form("string", "date-time", List.of());

    public Form {
      oneOf = List.copyOf(oneOf);
    }

    public static Form oneOf(List<String> values) {
      return new Form("string", "", values);
    }
  }

  /** One of the query, that may be left out. */
  public static Parameter query(String name, String description, Form form) {
    return new Parameter("query", name, description, form, false);
  }

  /** A header, that may be left out. */
  static Parameter header(String name, String description) {
    return new Parameter("header", name, description, Form.TEXT, false);
  }

  /** The same, which must be there. */
  public Parameter needed() {
    return new Parameter(in, name, description, form, true);
  }
}
