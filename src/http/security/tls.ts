import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Server, ServerOptions } from 'node:https';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Followed } from './follow-files.ts';

/** A certificate with its private key, and until when it is valid. */
export interface Certificate {
  readonly options: SecureContextOptions;
  readonly until: Date;
}

/** Reads PEM files: a certificate, followed by those between it and the root, and its key. */
export function parseCertificate([cert, key]: readonly string[]): Certificate {
  const leaf = parsed(() => new X509Certificate(cert!), 'the certificate file holds none in PEM');
  const secret = parsed(
    (): KeyObject => createPrivateKey(key!),
    'the key file holds no private key in PEM without passphrase',
  );
  if (!leaf.checkPrivateKey(secret)) {
    throw new Error('the key is not that of the certificate');
  }
  const options = { cert: cert!, key: key!, minVersion: 'TLSv1.2' } as const;
  createSecureContext(options);
  return { options, until: new Date(leaf.validTo) };
}

/** What node:https is given beside its timeouts. A handshake has as long as a request; Node would give it two minutes. */
export function httpsOptions({ value }: Followed<Certificate>, requestTimeout: number): ServerOptions {
  return { ...value.options, ...(requestTimeout > 0 && { handshakeTimeout: requestTimeout }) };
}

/** Lets connections that are made from now on have the newest certificate, and tells how long each is valid. */
export function followCertificate(
  app: FastifyInstance,
  certificate: Followed<Certificate>,
  logger: FastifyBaseLogger,
): void {
  const tell = ({ until }: Certificate): void => {
    if (until.getTime() < Date.now()) logger.error({ until }, 'the certificate has expired');
    else logger.info({ until }, 'the certificate is valid');
  };
  tell(certificate.value);
  certificate.onChange((next) => {
    (app.server as unknown as Server).setSecureContext(next.options);
    tell(next);
  });
  app.addHook('onClose', async () => certificate.stop());
}

/** OpenSSL's own messages tell little, and not which file. */
function parsed<T>(parse: () => T, problem: string): T {
  try {
    return parse();
  } catch {
    throw new Error(problem);
  }
}
