/** Predicted cycles of hot loops' instructions, as the record of `%%estimate --blocks` has them. */

import { list, numberOrNull, numbers, record, text, texts } from './fields';
import { IRange, readRange } from './ranges';

export interface IBlockLine {
  /** In hexadecimal digits. */
  address: string;
  text: string;
  /** That it adds to the block's. */
  cycles: number | null;
  /** Whether each iteration hands it on to the next. */
  onChain: boolean;
  /** Cycles of the block without it. */
  without: number | null;
}

/** One block on one microarchitecture. */
export interface IBlockOn {
  origin: string;
  title: string;
  cycles: IRange;
  chain: number | null;
  lines: IBlockLine[];
  notes: string[];
}

export interface IBlocks {
  blocks: IBlockOn[];
  assumptions: string[];
  model: string;
}

/** What the record of a run holds; null where it isn't about blocks. */
export function readBlocks(run: Record<string, unknown>): IBlocks | null {
  const found = record(run.result);
  if (run.kind !== 'blocks' || found === null) {
    return null;
  }
  const blocks = list(found.blocks).flatMap(each => readBlock(record(each) ?? {}));
  return { blocks, assumptions: texts(found.assumptions), model: text(found.model) };
}

function readBlock(block: Record<string, unknown>): IBlockOn[] {
  return list(block.predictions).flatMap(each => {
    const found = record(each) ?? {};
    const cycles = readRange(found.cycles);
    const path = numbers(found.path);
    return cycles === null
      ? []
      : {
          origin: text(block.origin),
          title: text(found.title),
          cycles,
          chain: path.length > 0 ? numberOrNull(found.chain) : null,
          lines: list(block.instructions).map((line, at) => readLine(line, at, found, path)),
          notes: [...texts(block.notes), ...texts(found.notes)]
        };
  });
}

function readLine(
  line: unknown,
  at: number,
  found: Record<string, unknown>,
  path: number[]
): IBlockLine {
  const fields = record(line) ?? {};
  return {
    address: (numberOrNull(fields.address) ?? 0).toString(16),
    text: text(fields.text),
    cycles: numberOrNull(list(found.contributions)[at]),
    onChain: path.includes(at),
    without: readRange(list(found.without)[at])?.value ?? null
  };
}

/** Cycles as the kernel writes them: `0.52`, `4.2`, `120`. */
export function cyclesText(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size < 0.995 ? 2 : size < 99.95 ? 1 : 0);
}
