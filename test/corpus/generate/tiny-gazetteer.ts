import type { Gazetteer } from '../../../src/corpus/generate/gazetteer.ts';

const cities = (names: string): Gazetteer['cities'] => names.split(';').map((name) => ({ name, weight: 1 }));

/** Enough names for both parts of the split. */
export const tinyGazetteer: Gazetteer = {
  cities: [
    ...cities(
      'Taipei;Boston;Denver;Paris;Oslo;Lima;Cairo;Kyoto;Busan;Quito;Porto;Turin;Leeds;Milan;Basel;Delhi',
    ),
    ...cities(
      'New York;Santa Cruz del Sur;São Paulo;Île-de-Bréhat;İzmir;Winston-Salem;Dublin;Perth;Hanoi;Accra',
    ),
    ...cities(
      'Graz;Bonn;Nantes;Malmö;Bergen;Tampa;Omaha;Fresno;Gdansk;Tallinn;Sofia;Riga;Split;Agra;Surat;Pune',
    ),
    { name: 'Portland', region: 'OR', country: 'USA', weight: 1 },
    { name: 'Lyon', country: 'France', weight: 1 },
  ],
  airports: [{ name: 'Taoyuan International Airport', city: 'Taipei', weight: 1 }],
  codes: [
    { name: 'TPE', city: 'Taipei', weight: 1 },
    { name: 'TLL', city: 'Tallinn', weight: 1 },
  ],
  stations: [{ name: 'Taipei Main Station', city: 'Taipei', weight: 1 }],
  carriers: [
    { name: 'EVA Air', weight: 2 },
    { name: 'Delta', weight: 1 },
    { name: 'Xiamen Airlines', weight: 1 },
  ],
  chinese: [{ name: '杭州', city: '杭州', weight: 1 }],
};
