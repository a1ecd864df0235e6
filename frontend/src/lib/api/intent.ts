/**
 * One key for each thing a person means to do, so that a repeated press or a lost answer does it once.
 * The same content sent again keeps its key; changed content is a new intent; so is anything after `done`.
 */
export class Intent {
  #content: string | undefined;
  #key = '';

  /** The headers that mark a request as this intent. */
  headers(content: unknown = null): { 'Idempotency-Key': string } {
    const text = JSON.stringify(content);
    if (text !== this.#content) {
      this.#content = text;
      this.#key = crypto.randomUUID();
    }
    return { 'Idempotency-Key': this.#key };
  }

  /** The answer has arrived; the same content later means it anew. */
  done() {
    this.#content = undefined;
  }
}
