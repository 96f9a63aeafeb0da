import type { Document } from './document.ts';

/** How long documents are cut, in tokens. */
export interface WindowSize {
  /** Tokens of a window at most. */
  readonly size: number;
  /** Tokens at each side of a window that are only read, and left to its neighbours to speak for; less than half of it. */
  readonly margin: number;
}

/** A stretch of a document that the network reads at once: tokens from `start` to `end`, exclusive. */
export interface Window {
  /** The number of the document. */
  readonly document: number;
  readonly start: number;
  readonly end: number;
  /** The tokens that it speaks for: each token of the document is in one window's stretch from `from` to `to`. */
  readonly from: number;
  readonly to: number;
}

/** Cuts documents into overlapping windows; one that fits is a window as it is, one without tokens has none. */
export function windowsOf(documents: readonly Document[], { size, margin }: WindowSize): Window[] {
  return documents.flatMap(({ tokens }, document) => {
    const windows: Window[] = [];
    for (let from = 0; from < tokens.length; ) {
      const start = Math.max(0, Math.min(from - margin, tokens.length - size));
      const end = Math.min(tokens.length, start + size);
      const to = end === tokens.length ? end : end - margin;
      windows.push({ document, start, end, from, to });
      from = to;
    }
    return windows;
  });
}
