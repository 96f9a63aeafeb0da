/** Why a model package cannot be used: names the file and, inside it, the field. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  readonly folder: string;
  readonly file: string;
  readonly field: string | undefined;

  constructor(
    where: { folder: string; file: string; field?: string | undefined },
    problem: string,
    cause?: unknown,
  ) {
    const field = where.field ? `, ${where.field}` : '';
    super(`model package ${where.folder}: ${where.file}${field}: ${problem}`, { cause });
    this.folder = where.folder;
    this.file = where.file;
    this.field = where.field;
  }
}
