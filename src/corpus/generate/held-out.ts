/**
 * Cities that no training data names, neither generated nor public (checked against the public training
 * part, word by word). The acceptance test asks the trained model about them.
 */
export const heldOutCities: readonly string[] = [
  'Addis Ababa',
  'Adelaide',
  'Bilbao',
  'Bordeaux',
  'Casablanca',
  'Gdansk',
  'Kampala',
  'Kathmandu',
  'Ljubljana',
  'Phnom Penh',
  'Reykjavik',
  'Salzburg',
  'Tallinn',
  'Tashkent',
  'Ulaanbaatar',
  'Vientiane',
  'Vilnius',
  'Windhoek',
  'Xiamen',
  'Yerevan',
];
