/** How long cells ran, from when they were sent and when they ended: a kernel runs one at a time. */

interface ISpan {
  text: string;
  seconds: number;
}

export interface ISlow {
  cell: string;
  seconds: number;
}

/** The times of one notebook's cells. `clock` gives milliseconds; tests inject theirs. */
export class Durations {
  private readonly _sent = new Map<string, number>();
  private readonly _spans = new Map<string, ISpan>();
  private _free = -Infinity;

  constructor(private readonly _clock: () => number = () => performance.now()) {}

  /** A cell waits for the kernel from now on. */
  sent(cell: string): void {
    this._sent.set(cell, this._clock());
  }

  /** It has ended. Returns its seconds, or null where nobody saw it begin. */
  ended(cell: string, text: string): number | null {
    const now = this._clock();
    const sent = this._sent.get(cell);
    this._sent.delete(cell);
    const began = Math.max(sent ?? now, this._free);
    this._free = now;
    if (sent === undefined) {
      return null;
    }
    const seconds = (now - began) / 1000;
    this._spans.set(cell, { text, seconds });
    return seconds;
  }

  /** Cells that still hold the text that ran, the slowest first. `textOf`: null where it's gone. */
  slowest(textOf: (cell: string) => string | null): ISlow[] {
    return [...this._spans]
      .filter(([cell, span]) => textOf(cell) === span.text)
      .map(([cell, { seconds }]) => ({ cell, seconds }))
      .sort((one, other) => other.seconds - one.seconds);
  }
}
