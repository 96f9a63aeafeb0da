import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SlotlineError } from '../errors.ts';

/** A form with one file. */
export interface Form {
  readonly file: Buffer;
  /** The values of each other field, in order. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const mostFields = 50;
const fieldBytes = 10_000;

/** Makes multipart forms with one file of at most `bytes` bytes the only body that the routes of `scope` take. */
export async function acceptForms(scope: FastifyInstance, bytes: number): Promise<void> {
  scope.removeAllContentTypeParsers();
  await scope.register(multipart, {
    limits: { fileSize: bytes, files: 1, fields: mostFields, parts: mostFields + 1, fieldSize: fieldBytes },
  });
}

/** What the parser's own errors mean; whatever else it throws is a broken form. */
const problems = new Map<string, SlotlineError>([
  [
    'FST_REQ_FILE_TOO_LARGE',
    new SlotlineError('body_too_large', 'Send a shorter recording, or a more compact format', {
      pointer: '/file',
    }),
  ],
  ['FST_FILES_LIMIT', new SlotlineError('invalid_field', 'Send one file', { pointer: '/file' })],
  ['FST_FIELDS_LIMIT', new SlotlineError('body_too_large', 'Send fewer fields')],
  ['FST_PARTS_LIMIT', new SlotlineError('body_too_large', 'Send fewer fields')],
]);

/** Reads the form of a request with its field `file`; throws a SlotlineError. */
export async function readForm(request: FastifyRequest): Promise<Form> {
  const fields = new Map<string, string[]>();
  let file: Buffer | undefined;
  if (!request.isMultipart()) {
    throw new SlotlineError(
      'unsupported_media_type',
      'Send a form as multipart/form-data, with a field file',
    );
  }
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        if (part.fieldname === 'file') file = bytes;
      } else addField(fields, part.fieldname ?? '', String(part.value));
    }
  } catch (error) {
    throw problemOf(error);
  }
  if (file === undefined || file.length === 0) {
    throw new SlotlineError('empty_body', 'Send a recording as the field file of the form', {
      pointer: '/file',
    });
  }
  return { file, fields };
}

function addField(fields: Map<string, string[]>, name: string, value: string): void {
  if (name === 'file') {
    throw new SlotlineError('invalid_field', 'Send the recording as a file, with a filename', {
      pointer: '/file',
    });
  }
  fields.set(name, [...(fields.get(name) ?? []), value]);
}

function problemOf(error: unknown): SlotlineError {
  if (error instanceof SlotlineError) return error;
  const known = problems.get((error as { code?: string }).code ?? '');
  return (
    known ?? new SlotlineError('malformed_form', 'Send a whole multipart/form-data body', { cause: error })
  );
}
