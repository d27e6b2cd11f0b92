/** Groups the digits of a plain decimal as Vietnamese papers do: `1.250,5`; other text stays as it is. */
export function numberText(plain: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (match === null) return plain;
  const [, sign = '', whole = '', decimals] = match;
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return decimals === undefined ? `${sign}${grouped}` : `${sign}${grouped},${decimals}`;
}
