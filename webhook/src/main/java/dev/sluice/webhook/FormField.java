package dev.sluice.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The decoded value of one field of a form ({@code application/x-www-form-urlencoded}), read as the
 * form arrives. It ends where the form is malformed. It may read the form further than the field.
 * Not thread-safe; closing it leaves the form open.
 */
final class FormField extends InputStream {
  private final InputStream form;
  private final String name;
  private boolean begun;
  private boolean ended;

  FormField(InputStream form, String name) {
    this.form = new BufferedInputStream(form);
    this.name = name;
  }

  /**
   * @throws UnreadablePayloadException once, if the form has no such field; then it is empty
   */
  @Override
  public int read() throws IOException {
    if (!begun) {
      begun = true;
      ended = !find();
      if (ended) {
        throw new UnreadablePayloadException(
            "the header Content-Type says that the body is a form, and the form has no field `%s`:"
                    .formatted(name)
                + " what isn't a form is sent as application/json (with curl: -H 'Content-Type:"
                + " application/json')");
      }
    }
    int next = ended ? -1 : form.read();
    if (next == '&' || next == -1) {
      ended = true;
      return -1;
    }
    return next == '+' ? ' ' : next == '%' ? percentEncoded() : next;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = 0;
    for (int next = 0; count < length && (next = read()) != -1; count++) {
      into[from + count] = (byte) next;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Goes to the field's value; whether there is one. */
  private boolean find() throws IOException {
    StringBuilder field = new StringBuilder();
    for (int next = form.read(); next != -1; next = form.read()) {
      if (next == '=' && name.contentEquals(field)) {
        return true;
      }
      if (next == '&') {
        field.setLength(0);
      } else if (field.length() <= name.length()) {
        field.append((char) next);
      }
    }
    return false;
  }

  private int percentEncoded() throws IOException {
    int high = Character.digit(form.read(), 16);
    int low = Character.digit(form.read(), 16);
    ended = high < 0 || low < 0;
    return ended ? -1 : high << 4 | low;
  }
}
