import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// `npm run audit`: 0 if no advisory is known of what production installs, 1 if one is, 2 if nobody could tell.

const audit = ['audit', '--omit=dev'];
const cwd = fileURLToPath(new URL('..', import.meta.url));
const { stdout } = spawnSync('npm', [...audit, '--json'], { cwd, encoding: 'utf8' });

/** What went wrong, or undefined if the registry answered. */
function failure(text: string): string | undefined {
  try {
    const report = JSON.parse(text) as { auditReportVersion?: number; message?: string };
    return report.auditReportVersion === undefined ? (report.message ?? 'no reason given') : undefined;
  } catch {
    return 'npm printed no report';
  }
}

const reason = failure(stdout);
if (reason === undefined) {
  process.exitCode = spawnSync('npm', audit, { cwd, stdio: 'inherit' }).status ?? 2;
} else {
  process.stderr.write(
    `The registry gave no answer (${reason}).\n` +
      'Nothing is known of advisories now, neither good nor bad: ask again with a registry that takes audits.\n',
  );
  process.exitCode = 2;
}
