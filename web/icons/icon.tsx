import { PATHS } from './icon-paths.js';
import type { IconName } from './icon-paths.js';

/** A line drawing of 24 units; decoration only, the words beside it carry the meaning. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'menu' ? 3 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flexShrink: 0 }}
    >
      {PATHS[name].split(' M').map((part, index) => (
        <path key={part} d={index === 0 ? part : `M${part}`} />
      ))}
    </svg>
  );
}
