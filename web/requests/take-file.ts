import { useAsker } from './use-read.js';
import { askFile } from './ask.js';

/** Takes a file whose taking is written down: asked for as an act, then saved by the browser. */
export function useTakeFile(): (path: string) => Promise<void> {
  const asker = useAsker();
  return async (path) => {
    const { bytes, fileName } = await askFile(path, asker);
    const address = URL.createObjectURL(bytes);
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
  };
}
