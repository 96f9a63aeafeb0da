import { PackageError } from '../../package/error.ts';
import { openSession, type Session } from '../../runtime/session.ts';

/** Loads a graph of a package; throws a PackageError that names its file. */
export async function openGraph(folder: string, file: string, model: Uint8Array): Promise<Session> {
  try {
    return await openSession(model);
  } catch (error) {
    throw new PackageError({ folder, file }, `cannot be loaded (${(error as Error).message})`, error);
  }
}

/** Does some work with a graph of a package; what it throws becomes a PackageError that names the graph's file. */
export async function blaming<T>(
  where: { readonly folder: string; readonly file: string },
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PackageError) throw error;
    throw new PackageError(where, (error as Error).message, error);
  }
}
