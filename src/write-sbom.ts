import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// `npm run sbom`: writes dist/sbom.cdx.json, a CycloneDX list of the packages that production installs.

interface Component {
  readonly 'bom-ref': string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

interface Sbom {
  readonly metadata: { readonly component: { readonly 'bom-ref': string; readonly name: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** npm's own --omit=dev leaves out also what production and development share (npm/cli issue 7909). */
function ofProduction(all: Sbom): Sbom {
  const isDevelopment = ({ properties = [] }: Component): boolean =>
    properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
  const components = all.components.filter((component) => !isDevelopment(component));
  const root = all.metadata.component;
  const known = new Set([root, ...components].map((component) => component['bom-ref']));
  const dependencies = all.dependencies
    .filter(({ ref }) => known.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => known.has(other)) }));
  // npm takes the name from the folder.
  const metadata = { ...all.metadata, component: { ...root, name: 'slotline' } };
  return { ...all, metadata, components, dependencies };
}

const options = ['--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
const all = execFileSync('npm', ['sbom', ...options], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const target = new URL('sbom.cdx.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(ofProduction(JSON.parse(all)), null, 2)}\n`);
