// What was asked of the repository, for all entries of a request: each question is put once.

export class Answers {
  #ask;
  #answers = new Map();
  #texts = new Map();

  /** `ask` takes paths and promises the first that is a file: {answer, path, text}, {refused} or neither. */
  constructor(ask) {
    this.#ask = ask;
  }

  /** What one entry asks for. `asked` names the questions, whoever put them first. */
  of() {
    const asked = new Set();
    return {
      firstOf: async (candidates) => {
        const answer = await this.#firstOf(candidates);
        asked.add(answer.answer);
        return answer;
      },
      text: (file) => this.#texts.get(file),
      get asked() {
        return [...asked];
      },
    };
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
