import { withoutAccents } from '../../text/accents.ts';
import { stateCodes } from '../../text/spoken/states.ts';
import type { City, Gazetteer, NamedStop } from './gazetteer.ts';
import { heldOutCities } from './held-out.ts';
import { chance, type Draw } from './pieces.ts';
import { type PlacePart, placePart } from './split.ts';
import { type WeightedList, weightedList } from './weighted.ts';

/** Which names may be drawn. `all` is train and test together; only `test` includes the held-out cities. */
export type PlaceChoice = 'train' | 'test' | 'all';

/** Draws place names as people write them: "Taipei", "Portland, OR", "TPE", "Taipei Main Station". */
export type PlaceSource = { draw(draw: Draw): string; carrier(draw: Draw): string };

const allowed: Record<PlaceChoice, ReadonlySet<PlacePart>> = {
  train: new Set<PlacePart>(['train']),
  test: new Set<PlacePart>(['test', 'heldOut']),
  all: new Set<PlacePart>(['train', 'test']),
};

function usualSpelling(draw: Draw, name: string): string {
  return chance(draw, 0.8) ? withoutAccents(name) : name;
}

/** "Portland", "Portland, OR", "Portland Oregon", "Lyon, France", "downtown Lyon". */
function cityForm(draw: Draw, city: City): string {
  const { random } = draw;
  const name = usualSpelling(draw, city.name);
  const roll = random.next();
  const state = city.region ? stateCodes.get(city.region) : undefined;
  if (roll < 0.1 && city.region && state && state !== city.name) {
    return random.pick([
      `${name}, ${city.region}`,
      `${name}, ${city.region}`,
      `${name} ${city.region}`,
      `${name} ${state}`,
      `${name}, ${state}`,
    ]);
  }
  if (roll < 0.07 && city.country && city.country !== city.name) {
    return chance(draw, 0.75) ? `${name}, ${city.country}` : `${name} ${city.country}`;
  }
  if (roll > 0.975) return `downtown ${name}`;
  return name;
}

const stationForms = [
  'Main Station',
  'Central Station',
  'Union Station',
  'Station',
  'train station',
  'North Station',
  'railway station',
  'Central',
  'bus station',
];

function airportForm(draw: Draw, name: string): string {
  const short = name.replace(
    / International Airport$/,
    chance(draw, 0.4) ? ' International Airport' : ' Airport',
  );
  return chance(draw, 0.2) ? short.replace(/ (International )?Airport$/, '') : short;
}

type Form = { weight: number; draw(draw: Draw): string };

function formsOf(gazetteer: Gazetteer, choice: PlaceChoice): Form[] {
  const keep = (name: string, city: string): boolean => {
    const part = placePart(city);
    return allowed[choice].has(part) && (part === 'heldOut') === (placePart(name) === 'heldOut');
  };
  const stops = (list: readonly NamedStop[]): NamedStop[] =>
    list.filter(({ name, city }) => keep(name, city));
  const heldOut: City[] = choice === 'test' ? heldOutCities.map((name) => ({ name, weight: 1 })) : [];
  const cities = gazetteer.cities.filter(
    ({ name, aliasOf }) => keep(name, aliasOf ?? name) && placePart(name) !== 'heldOut',
  );
  const forms: Form[] = [];
  const add = <T extends { weight: number }>(
    weight: number,
    list: readonly T[],
    form: (draw: Draw, entry: T) => string,
  ): void => {
    if (list.length === 0) return;
    const names: WeightedList<T> = weightedList(list, (entry) => entry.weight);
    forms.push({ weight, draw: (draw) => form(draw, names.draw(draw.random)) });
  };
  add(82, cities, cityForm);
  add(30, heldOut, cityForm);
  add(
    2.5,
    cities,
    (draw, city) => `${usualSpelling(draw, city.name)} ${chance(draw, 0.7) ? 'airport' : 'Airport'}`,
  );
  add(2, cities, (draw, city) => `${usualSpelling(draw, city.name)} ${draw.random.pick(stationForms)}`);
  add(4, stops(gazetteer.airports), (draw, { name }) => airportForm(draw, usualSpelling(draw, name)));
  add(4, stops(gazetteer.codes), (_draw, { name }) => name);
  add(2.5, stops(gazetteer.stations), (draw, { name }) => usualSpelling(draw, name));
  add(0.6, stops(gazetteer.chinese), (_draw, { name }) => name);
  return forms;
}

/** Throws RangeError when the gazetteer has no city or carrier for the choice. */
export function placeSource(gazetteer: Gazetteer, choice: PlaceChoice): PlaceSource {
  const forms = weightedList(formsOf(gazetteer, choice), (form) => form.weight);
  const carriers = weightedList(
    gazetteer.carriers.filter(({ name }) => placePart(name) !== 'heldOut'),
    (carrier) => carrier.weight,
  );
  return {
    draw: (draw) => forms.draw(draw.random).draw(draw),
    carrier: (draw) => usualSpelling(draw, carriers.draw(draw.random).name),
  };
}
