// What was asked of the repository, for all entries of a request: each question is put once, and none
// whose answer was sent along.

export class Answers {
  #ask;
  #files;
  #absent;
  #answers = new Map();
  #texts = new Map();

  /**
   * `ask` takes paths and promises the first that is a file: {answer, path, text}, {refused} or neither.
   * `known` is what is known without asking: {files: [{path, text}], absent: [path]}.
   */
  constructor(ask, { files = [], absent = [] } = {}) {
    this.#ask = ask;
    this.#files = new Map(files.map(({ path, text }) => [path, text]));
    this.#absent = new Set(absent);
  }

  /** What one entry asks for. `asked` names the questions, whoever put them first; `looked` paths that needed none. */
  of() {
    const asked = new Set();
    const looked = new Set();
    return {
      firstOf: async (candidates) => {
        const known = this.#known(candidates);
        if (known) {
          known.looked.forEach((path) => looked.add(path));
          return known.answer;
        }
        const answer = await this.#firstOf(candidates);
        asked.add(answer.answer);
        return answer;
      },
      text: (file) => this.#files.get(file) ?? this.#texts.get(file),
      get asked() {
        return { asked: [...asked], looked: [...looked] };
      },
    };
  }

  /** Only if all that comes before the first file is known to be none. */
  #known(candidates) {
    const at = candidates.findIndex((path) => !this.#absent.has(path));
    if (at < 0) return { looked: candidates, answer: {} };
    const path = candidates[at];
    return this.#files.has(path) ? { looked: candidates.slice(0, at + 1), answer: { path } } : undefined;
  }

  // Keeps the text, which esbuild asks for next.
  async #firstOf(candidates) {
    const key = candidates.join("\n");
    if (!this.#answers.has(key)) this.#answers.set(key, this.#ask(candidates));
    const answer = await this.#answers.get(key);
    if (answer.text !== undefined) this.#texts.set(answer.path, answer.text);
    return answer;
  }
}
