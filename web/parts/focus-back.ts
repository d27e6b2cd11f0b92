import { useEffect, useState } from 'react';

/** Where the focus was as this came on the page it is again as it goes: what is open from the first has no moment of its own to note it. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // The dialogue gives up the focus it keeps to itself as it is taken from the page.
      setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
}
