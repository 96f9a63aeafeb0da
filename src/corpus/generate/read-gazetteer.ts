import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { withoutAccents } from '../../text/accents.ts';
import { stateCodes } from '../../text/spoken/states.ts';
import { CorpusError } from '../error.ts';
import { emptyGazetteer, type Gazetteer, mergeGazetteers } from './gazetteer.ts';

const ownSchema = z.strictObject({
  cities: z.array(z.tuple([z.string(), z.string(), z.number()])),
  aliases: z.array(z.tuple([z.string(), z.string()])),
  airports: z.array(z.tuple([z.string(), z.string(), z.string()])),
  stations: z.array(z.tuple([z.string(), z.string()])),
  carriers: z.array(z.tuple([z.string(), z.number()])),
});

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

const place = (tail: string): { country?: string; region?: string } => {
  if (tail === '') return {};
  return stateCodes.has(tail) ? { region: tail, country: 'USA' } : { country: tail };
};

/** This project's own format: `gazetteer.json` with short rows, described in data/README.md. */
function readOwn(file: string): Gazetteer {
  const own = ownSchema.parse(parseJson(file));
  return {
    ...emptyGazetteer(),
    cities: [
      ...own.cities.map(([name, tail, weight]) => ({ name, weight, ...place(tail) })),
      ...own.aliases.map(([name, aliasOf]) => ({ name, aliasOf, weight: 1 })),
    ],
    airports: own.airports.map(([name, city]) => ({ name, city, weight: 1 })),
    codes: own.airports
      .filter(([, , code]) => code !== '')
      .map(([, city, code]) => ({ name: code, city, weight: 1 })),
    stations: own.stations.map(([name, city]) => ({ name, city, weight: 1 })),
    carriers: own.carriers.map(([name, weight]) => ({ name, weight })),
  };
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CorpusError(file, undefined, {
      problem: `is not JSON (${error.message})`,
      remedy: 'Write it as data/README.md describes',
    });
  }
}

/** The fields of one line of comma-separated values with double quotes. */
export function csvFields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"\\]|""|\\.)*)"|([^,]*))/g)].map((match) =>
    (match[1]?.replaceAll('""', '"').replaceAll('\\', '') ?? match[2] ?? '').trim(),
  );
}

const readLines = (file: string): string[] =>
  gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');

/** Names that are words of booking sentences first and places second. */
const ambiguous = new Set(
  'march may of as along best most same man bar home central downtown airport van split much many sum young day sunday san los las new east west north south king university'.split(
    ' ',
  ),
);

const usable = (name: string): boolean =>
  name.length >= 3 && name.length <= 26 && !/[,()\d/]/.test(name) && !ambiguous.has(name.toLowerCase());

type CityRow = { name: string; code: string; admin: string; feature: string; population: number };

function cityRow(line: string): CityRow {
  const [, name = '', , code = '', admin = '', feature = '', population = '0'] = csvFields(line);
  return { name, code, admin, feature, population: Number(population) };
}

/** Large cities are drawn more often than small ones, but less than their size would ask. */
const cityWeight = (population: number): number => Math.max(population, 5000) ** 0.75;

const countryName = (code: string): string => {
  if (code === 'US') return 'USA';
  if (code === 'GB') return 'UK';
  return countryNames.of(code) ?? code;
};

function readCities(file: string): CityRow[] {
  const rows = readLines(file).slice(1).map(cityRow);
  return rows.filter((row) => row.feature !== 'PPLX' && /^[A-Z]{2}$/.test(row.code) && usable(row.name));
}

function readAirports(file: string, population: Map<string, number>): Pick<Gazetteer, 'airports' | 'codes'> {
  const rows = readLines(file)
    .map(csvFields)
    .map(([, name = '', city = '', , code = '']) => ({
      name,
      city,
      code,
      weight: cityWeight(population.get(withoutAccents(city)) ?? 5000),
    }))
    .filter(({ code, city }) => /^[A-Z]{3}$/.test(code) && city !== '');
  return {
    airports: rows
      .filter(({ name }) => /Airport$/.test(name) && !/[,(/]/.test(name) && name.length < 42)
      .map(({ name, city, weight }) => ({ name, city, weight })),
    codes: rows.map(({ code, city, weight }) => ({ name: code, city, weight })),
  };
}

function readAirlines(file: string): Gazetteer['carriers'] {
  return readLines(file)
    .map(csvFields)
    .filter(
      ([, name = '', , iata = '', , , , active]) =>
        active === 'Y' && /^[A-Z0-9]{2}$/.test(iata) && /^[\p{L}\d][\p{L}\d .'-]{3,28}$/u.test(name),
    )
    .map(([, name = '']) => ({ name, weight: /air|jet|fly|wings/i.test(name) ? 1 : 0.3 }));
}

type Division = { name: string; children?: Division[] };

function readChinese(folder: string): Gazetteer['chinese'] {
  const provinces = JSON.parse(
    gunzipSync(readFileSync(join(folder, 'cn-provinces-cities-areas.json.gz'))).toString('utf8'),
  ) as Division[];
  const cities = provinces
    .flatMap((province) => province.children ?? [])
    .filter(({ name }) => name.endsWith('市'));
  const stations = readFileSync(join(folder, 'cn-railway-stations.txt'), 'utf8')
    .split('\n')
    .filter((name) => name.trim() !== '');
  return [
    ...cities.map(({ name }) => ({ name: name.slice(0, -1), city: name, weight: 2 })),
    ...stations.map((name) => ({ name, city: name, weight: 0.1 })),
  ];
}

/** GeoNames cities, OpenFlights airports and airlines, and Chinese divisions and stations. */
function readPublic(folder: string): Gazetteer {
  const rows = readCities(join(folder, 'geonames-cities5000.csv.gz'));
  const population = new Map<string, number>();
  for (const row of [...rows].reverse()) population.set(withoutAccents(row.name), row.population);
  return {
    ...emptyGazetteer(),
    cities: rows.map((row) => ({
      name: row.name,
      country: countryName(row.code),
      weight: cityWeight(row.population),
      ...(row.code === 'US' && stateCodes.has(row.admin) ? { region: row.admin } : {}),
    })),
    ...readAirports(join(folder, 'openflights-airports.dat.gz'), population),
    carriers: readAirlines(join(folder, 'openflights-airlines.dat.gz')),
    chinese: readChinese(folder),
  };
}

/** Reads one folder in either format, or several joined: the first of them gets a quarter of the draws. */
export function readGazetteer(folders: readonly string[]): Gazetteer {
  const read = folders.map((folder) => {
    const own = join(folder, 'gazetteer.json');
    return existsSync(own) ? readOwn(own) : readPublic(folder);
  });
  return read.reduce((joined, next) => mergeGazetteers(joined, next, 0.25));
}
