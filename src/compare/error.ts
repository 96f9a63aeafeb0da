/** A comparison that cannot be run as its file says; the message names the file, the field and the remedy. */
export class ComparisonError extends Error {
  override readonly name = 'ComparisonError';

  constructor(file: string, field: string | undefined, problem: string) {
    super([file, field, problem].filter((part) => part !== undefined).join(': '));
  }
}
