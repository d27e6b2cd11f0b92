import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

/** A deep, quiet blue; white on shade 8 has a contrast of 9 to 1. */
const song: MantineColorsTuple = [
  '#edf5f9',
  '#dbe9f1',
  '#b4d1e1',
  '#8ab8d0',
  '#68a2c1',
  '#5294b8',
  '#3f86ae',
  '#1e6a92',
  '#0f4c6b',
  '#0a3a53',
];

/** Calm and official: one colour, readable sizes, square-ish corners. */
export const theme = createTheme({
  primaryColor: 'song',
  colors: { song },
  primaryShade: 8,
  autoContrast: true,
  fontFamily: "'Inter Variable', system-ui, 'Segoe UI', sans-serif",
  headings: {
    fontFamily: "'Inter Variable', system-ui, 'Segoe UI', sans-serif",
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.15rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // By name alone: naming the parts themselves here would bring them along with the first page.
  components: {
    // The border says how serious it is; words in yellow or light red cannot be read by everybody.
    Alert: { styles: { root: { background: '#fff' }, title: { color: '#1b2733' } } },
    Modal: { styles: { title: { fontWeight: 650 } } },
    // Within a sentence colour alone does not tell a link.
    Anchor: { defaultProps: { underline: 'always' } },
  },
});

/** Mantine's own secondary colours miss WCAG AA on white; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#515b65',
    '--mantine-color-placeholder': '#6a737c',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': '#0f4c6b',
    '--mantine-color-text': '#1b2733',
  },
  dark: {},
});
