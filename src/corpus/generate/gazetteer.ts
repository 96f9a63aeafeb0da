/**
 * A city; `country` and `region` are names as written after a comma ("Canada", "OR"), `aliasOf` the usual name
 * of a city that this is another name of.
 */
export type City = { name: string; country?: string; region?: string; aliasOf?: string; weight: number };
/** An airport by name or code, or a railway station; `city` decides the part of the data it belongs to. */
export type NamedStop = { name: string; city: string; weight: number };
export type Carrier = { name: string; weight: number };

/** The names that sentences are made of; weights are relative within each list. */
export type Gazetteer = {
  cities: City[];
  airports: NamedStop[];
  codes: NamedStop[];
  stations: NamedStop[];
  carriers: Carrier[];
  /** Names in Chinese characters. */
  chinese: NamedStop[];
};

export const emptyGazetteer = (): Gazetteer => ({
  cities: [],
  airports: [],
  codes: [],
  stations: [],
  carriers: [],
  chinese: [],
});

function scaled<T extends { weight: number }>(list: readonly T[], share: number): T[] {
  const total = list.reduce((sum, entry) => sum + entry.weight, 0);
  return list.map((entry) => ({ ...entry, weight: (entry.weight * share) / total }));
}

/** Joins gazetteers; each list of the first gets the given share of the draws when both have entries. */
export function mergeGazetteers(first: Gazetteer, second: Gazetteer, share: number): Gazetteer {
  const merge = <T extends { weight: number }>(a: T[], b: T[]): T[] => {
    if (a.length === 0 || b.length === 0) return [...a, ...b];
    return [...scaled(a, share), ...scaled(b, 1 - share)];
  };
  return {
    cities: merge(first.cities, second.cities),
    airports: merge(first.airports, second.airports),
    codes: merge(first.codes, second.codes),
    stations: merge(first.stations, second.stations),
    carriers: merge(first.carriers, second.carriers),
    chinese: merge(first.chinese, second.chinese),
  };
}
