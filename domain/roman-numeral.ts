/** A positive whole number below 40 in Roman figures, as sections and annexes are numbered. */
export function romanNumeral(value: number): string {
  const units = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
  return `${'X'.repeat(Math.floor(value / 10))}${units[value % 10] ?? ''}`;
}
