package dev.sluice.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message of Protocol Buffers, as it is on the wire: by numbers of fields, whatever their names.
 *
 * @param fields their values in their order: a {@link Long}, or {@code byte[]}
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
record WireMessage(Map<Integer, List<Object>> fields) {
  static WireMessage read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new TreeMap<>();
    while (buffer.hasRemaining()) {
      long tag = varint(buffer);
      fields
          .computeIfAbsent((int) (tag >>> 3), number -> new ArrayList<>())
          .add(value((int) tag & 7, buffer));
    }
    return new WireMessage(fields);
  }

  private static Object value(int type, ByteBuffer buffer) {
    return switch (type) {
      case 0 -> varint(buffer);
      case 1 -> buffer.getLong();
      case 2 -> {
        byte[] bytes = new byte[(int) varint(buffer)];
        buffer.get(bytes);
        yield bytes;
      }
      case 5 -> (long) buffer.getInt();
      default -> throw new AssertionError("no type of field is " + type);
    };
  }

  private static long varint(ByteBuffer buffer) {
    long value = 0;
    byte next = (byte) 0x80;
    for (int shift = 0; next < 0; shift += 7) {
      next = buffer.get();
      value |= (long) (next & 0x7f) << shift;
    }
    return value;
  }

  List<WireMessage> messages(int field) {
    return fields.getOrDefault(field, List.of()).stream().map(it -> read((byte[]) it)).toList();
  }

  byte[] bytes(int field) {
    return fields.containsKey(field) ? (byte[]) fields.get(field).getLast() : new byte[0];
  }

  String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  long number(int field) {
    return fields.containsKey(field) ? (Long) fields.get(field).getLast() : 0;
  }
}
