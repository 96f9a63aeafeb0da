import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataGenerateCommand } from '../../../src/cli/data-generate.ts';
import { generateSentences } from '../../../src/corpus/generate/generate.ts';
import { csvFields, readGazetteer } from '../../../src/corpus/generate/read-gazetteer.ts';

const own = join(import.meta.dirname, '../../../data');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gazetteer-'));
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  write(
    'geonames-cities5000.csv.gz',
    [
      'geonameid,name,alt_name,country,admin1,feature,population,lat,lon',
      '1,Taipei,,TW,03,PPLC,7871900,25.0,121.5',
      '2,Portland,,US,OR,PPLA2,632309,45.5,-122.6',
      '3,"Villa Frei, Santiago",,CL,12,PPL,15000,-33,-70',
      '4,March,,GB,ENG,PPL,22298,52,0',
      '5,Quarter,,FR,11,PPLX,15000,48,2',
    ].join('\n'),
  );
  write(
    'openflights-airports.dat.gz',
    '1,"Taiwan Taoyuan International Airport","Taipei","Taiwan","TPE","RCTP",25,121,106,8,"U","Asia/Taipei","airport","x"\n2,"Longtan Air Base","Longtang","Taiwan",\\N,"RCDI",24,121,790,8,"U","Asia/Taipei","airport","x"\n',
  );
  write(
    'openflights-airlines.dat.gz',
    '1,"EVA Air",\\N,"BR","EVA","EVA","Taiwan","Y"\n2,"Gone Air",\\N,"GA","GON","GONE","Nowhere","N"\n',
  );
  write(
    'cn-provinces-cities-areas.json.gz',
    JSON.stringify([{ name: '浙江省', children: [{ name: '杭州市' }] }]),
  );
  write('cn-railway-stations.txt', '杭州东\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('readGazetteer', () => {
  it('reads the public files and leaves out names that are no help', () => {
    const read = readGazetteer([folder]);
    expect(read.cities.map(({ name, region, country }) => [name, region, country])).toEqual([
      ['Taipei', undefined, 'Taiwan'],
      ['Portland', 'OR', 'USA'],
    ]);
    expect(read.cities[0]!.weight).toBeGreaterThan(read.cities[1]!.weight);
    expect(read.codes).toMatchObject([{ name: 'TPE', city: 'Taipei' }]);
    expect(read.airports).toMatchObject([{ name: 'Taiwan Taoyuan International Airport', city: 'Taipei' }]);
    expect(read.carriers).toMatchObject([{ name: 'EVA Air' }]);
    expect(read.chinese.map(({ name }) => name)).toEqual(['杭州', '杭州东']);
  });

  it("reads this project's own names", () => {
    const read = readGazetteer([own]);
    expect(read.cities.length).toBeGreaterThan(250);
    expect(read.stations).toContainEqual({ name: 'Taipei Main Station', city: 'Taipei', weight: 1 });
    expect(read.cities.find(({ name }) => name === 'Boston')).toMatchObject({ region: 'MA', country: 'USA' });
  });

  it('joins two folders and gives the first a quarter of the draws', () => {
    const { cities } = readGazetteer([own, folder]);
    const total = cities.reduce((sum, { weight }) => sum + weight, 0);
    const last = cities.slice(-2).reduce((sum, { weight }) => sum + weight, 0);
    expect(last / total).toBeCloseTo(0.75);
  });

  it('reads quoted fields with commas and quotes', () => {
    expect(csvFields('1,"Villa, ""Frei""",,\\N,"O\\\'Hare"')).toEqual([
      '1',
      'Villa, "Frei"',
      '',
      '\\N',
      "O'Hare",
    ]);
    expect(csvFields('2671,Washington,"D.C.",US')).toEqual(['2671', 'Washington', 'D.C.', 'US']);
  });
});

describe('the committed sample', () => {
  it.each([
    ['train', 600, 'train', 'train'],
    ['dev', 100, 'train', 'train'],
    ['test', 100, 'test', 'all'],
  ] as const)('%s is what its command in data/README.md makes', (part, count, places, templates) => {
    const made = generateSentences({
      gazetteer: readGazetteer([own]),
      count,
      seed: `sample-${part}`,
      places,
      templates,
    });
    const lines = [...made].map((sentence) => `${JSON.stringify(sentence)}\n`).join('');
    expect(readFileSync(join(own, 'sample', `${part}.jsonl`), 'utf8') === lines).toBe(true);
  });
});

describe('slotline data generate', () => {
  it('writes as many JSON lines as asked', async () => {
    const out = join(folder, 'made', 'sample.jsonl');
    await dataGenerateCommand().parseAsync(
      ['--gazetteer', own, '--count', '25', '--seed', '4', '--out', out],
      { from: 'user' },
    );
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(25);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ source: 'generated' });
  });

  it.each([
    ['--count', '0'],
    ['--places', 'some'],
  ])('refuses %s %s', async (flag, value) => {
    const command = dataGenerateCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    const given = ['--gazetteer', own, '--count', '2', '--out', join(folder, 'x.jsonl'), flag, value];
    await expect(command.parseAsync(given, { from: 'user' })).rejects.toThrow();
  });

  it('names a file of its own format that is not JSON, and what to do', () => {
    const broken = mkdtempSync(join(tmpdir(), 'slotline-gazetteer-'));
    writeFileSync(join(broken, 'gazetteer.json'), '{');
    expect(() => readGazetteer([broken])).toThrow(/gazetteer\.json: is not JSON .*data\/README\.md/);
    rmSync(broken, { recursive: true });
  });
});
