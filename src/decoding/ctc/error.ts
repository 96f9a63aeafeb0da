/** What of a decoder's input is at fault: keys and indices, as `['symbols', 3]`. */
export type CtcPath = readonly (string | number)[];

/** Input that cannot be decoded; the message says what to change. */
export class CtcError extends Error {
  override readonly name = 'CtcError';
  readonly path: CtcPath;

  constructor(path: CtcPath, message: string) {
    super(message);
    this.path = path;
  }
}
