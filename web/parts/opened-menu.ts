import { useEffect, useRef, useState } from 'react';

/** A menu that is fetched by the press that opens it: it opens by itself, and the focus comes back to its own button, since the one that was pressed is gone. */
export function useOpenedMenu() {
  const target = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    target.current?.focus();
    setOpened(true);
  }, []);
  return { target, opened, onChange: setOpened };
}
