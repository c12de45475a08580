// Lines of JSON on stdin and stdout, and questions for the repository's files among them.

const waiting = new Map();
let asked = 0;

export function send(line) {
  process.stdout.write(JSON.stringify(line) + "\n");
}

/** Promises the first of the paths that is a file: {path, text}, {refused} or neither. */
export function ask(candidates) {
  return new Promise((resolve) => {
    const id = ++asked;
    waiting.set(id, resolve);
    send({ ask: id, lookup: candidates });
  });
}

/** Reads stdin to its end; answers go to whoever asked, all else to `receive`. */
export async function serve(receive) {
  for await (const line of lines(process.stdin)) {
    const received = JSON.parse(line);
    if (received.answer === undefined) {
      receive(received);
    } else {
      waiting.get(received.answer)(received);
      waiting.delete(received.answer);
    }
  }
}

// Not node:readline, which also ends a line at U+2028, as a source file may hold.
async function* lines(stream) {
  stream.setEncoding("utf8");
  let parts = [];
  for await (const chunk of stream) {
    const pieces = chunk.split("\n");
    for (const piece of pieces.slice(0, -1)) {
      yield parts.join("") + piece;
      parts = [];
    }
    parts.push(pieces.at(-1));
  }
}
